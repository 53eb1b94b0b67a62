"""Keep a sample of the mutants of one module: ``python -m benchmarks.mutation FILE COUNT``.

Mutants of annotations, of texts that are told and of signatures (``*``) say nothing of the tests.
"""

import ast
import random
import sqlite3
import sys
from pathlib import Path

SEED = 14


def spans(source: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return where annotations and told texts stand: first and last row and column."""
    nodes: list[ast.AST] = []
    for node in ast.walk(ast.parse(source)):
        nodes += [part for name in ("annotation", "returns") if (part := getattr(node, name, None))]
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_":
            nodes += node.args
    lines = source.splitlines()

    def at(line: int, byte: int) -> tuple[int, int]:
        return line, len(lines[line - 1].encode()[:byte].decode())

    return [
        (at(n.lineno, n.col_offset), at(n.end_lineno, n.end_col_offset))  # type: ignore[attr-defined]
        for n in nodes
    ]


def sample(file: str, count: int) -> None:
    """Delete all but so many work items of a session."""
    session = sqlite3.connect(file)
    mutants = session.execute(
        "select start_pos_row, start_pos_col, end_pos_row, end_pos_col, operator_name, "
        "occurrence, job_id, module_path from mutation_specs order by 1, 2, 5, 6"
    ).fetchall()
    source = Path(mutants[0][7]).read_text("utf-8")
    mute, lines = spans(source), source.splitlines()
    telling = [
        job
        for row, column, end, end_column, operator, _occurrence, job, _path in mutants
        if not any(a <= (row, column) and (end, end_column) <= b for a, b in mute)
        and not ("BinaryOperator" in operator and lines[row - 1][column:].startswith(("*,", "**{")))
    ]
    kept = set(random.Random(SEED).sample(telling, min(count, len(telling))))
    gone = [(m[6],) for m in mutants if m[6] not in kept]
    for table in ("mutation_specs", "work_items"):
        session.executemany(f"delete from {table} where job_id = ?", gone)
    session.commit()
    session.close()
    sys.stdout.write(f"{len(mutants)} mutants, {len(telling)} that tell, {len(kept)} kept\n")


if __name__ == "__main__":
    sample(sys.argv[1], int(sys.argv[2]))
