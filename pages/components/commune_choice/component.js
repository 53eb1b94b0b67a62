// A text field that finds communes: letters without marks find those with them.

const MOST = 60;
const plain = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[đð]/g, "d")
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const KIND = /^(xa|phuong|thi tran|dac khu|x|p|tt|dk) (?=.)/;
const bare = (words) => words.replace(KIND, "");
const joined = (words) => words.replaceAll(" ", ""); // Đakrông is Đa Krông, too

/** Tell how well an option fits what was typed: the less, the better; none if it does not. */
function distance(option, typed, marked) {
  const words = plain(option.label);
  const name = bare(words);
  const wanted = bare(typed);
  let found = [ // the first that holds
    name === wanted, words.startsWith(typed), name.startsWith(wanted),
    ` ${words}`.includes(` ${typed}`) || ` ${words}`.includes(` ${wanted}`),
    !option.former && plain(option.district ?? "").includes(typed),
    joined(`${words} ${option.former ? "" : plain(option.district ?? "")}`).includes(joined(typed))].indexOf(true);
  if (found < 0) return undefined;
  if (KIND.test(typed) && !words.startsWith(typed.slice(0, 1))) found += 0.25;
  if (marked && !option.label.normalize("NFC").toLowerCase().includes(marked)) found += 2;
  return found + (option.former ? 0.3 : 0);
}

function hits(options, text) {
  const typed = plain(text);
  if (!typed) return options.filter((option) => !option.former);
  const written = text.normalize("NFC").trim().toLowerCase();
  const marked = plain(written) === written.replace(/\s+/g, " ") ? "" : written.replace(/^(xã|phường|p\.|x\.)\s*/, "");
  return options
    .map((option) => [distance(option, typed, marked), option])
    .filter(([far]) => far !== undefined)
    .sort(([a], [b]) => a - b) // stable: the order of the list among equals
    .slice(0, MOST)
    .map(([, option]) => option);
}

function create(root) {
  const [label, input, list, told] = ["label", "input", "ul", ".told"].map((name) => root.querySelector(name));
  const name = `commune-${Math.random().toString(36).slice(2)}`;
  label.htmlFor = input.id = name;
  list.id = `${name}-list`;
  input.setAttribute("aria-controls", list.id);
  let settings, shown = [], active = -1, typing = false;

  const current = () => settings.options.find((o) => o.code === settings.chosen && !o.former) ?? settings.options[0];
  const isOpen = () => list.matches(":popover-open");

  function mark(place) {
    active = shown.length ? (place + shown.length) % shown.length : -1;
    [...list.children].forEach((item, k) => item.setAttribute("aria-selected", String(k === active)));
    const item = list.children[active];
    if (item?.id) input.setAttribute("aria-activedescendant", item.id);
    else input.removeAttribute("aria-activedescendant");
    item?.scrollIntoView({ block: "nearest" });
  }

  /** Say what a former commune is today; of one found by its former district, what that was. */
  function detail(option) {
    const { former, part } = settings.texts;
    if (option.former) {
      const today = settings.options.find((o) => o.code === option.code && !o.former).label;
      return former.replace("{district}", option.district).replace("{commune}", today);
    }
    const byName = joined(plain(option.label)).includes(joined(bare(plain(input.value))));
    return !typing || byName || !option.district ? "" : part.replace("{district}", option.district);
  }

  function draw() {
    shown = hits(settings.options, typing ? input.value : "");
    list.replaceChildren(...shown.map((option, k) => {
      const item = Object.assign(document.createElement("li"), { id: `${list.id}-${k}`, textContent: option.label });
      item.setAttribute("role", "option");
      const more = detail(option);
      if (more) item.append(Object.assign(document.createElement("small"), { textContent: more }));
      item.addEventListener("click", () => choose(option));
      item.addEventListener("pointermove", () => k !== active && mark(k));
      return item;
    }));
    if (!shown.length) list.append(Object.assign(document.createElement("li"), { className: "none", textContent: settings.texts.none }));
    told.textContent = !typing ? "" : shown.length
      ? settings.texts.found.replace("{count}", shown.length) : settings.texts.none;
    mark(typing ? 0 : shown.findIndex((option) => option.code === settings.chosen));
  }

  function place() {
    const box = input.parentElement.getBoundingClientRect();
    const below = window.innerHeight - box.bottom - 8, above = box.top - 8;
    const up = below < 220 && above > below;
    Object.assign(list.style, {
      left: `${box.left}px`, width: `${box.width}px`, maxHeight: `${Math.min(360, up ? above : below)}px`,
      top: up ? "auto" : `${box.bottom + 3}px`, bottom: up ? `${window.innerHeight - box.top + 3}px` : "auto",
    });
  }

  function open() {
    if (!isOpen()) list.showPopover();
    input.setAttribute("aria-expanded", "true");
    place();
    draw();
  }

  /** Show what is chosen, selected as it was: what is typed next takes its place. */
  function show() {
    if (input.value !== current().label) input.value = current().label;
    if (document.activeElement === input) input.select();
  }

  function close() {
    if (isOpen()) list.hidePopover();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    typing = false;
    told.textContent = "";
    show();
  }

  function choose(option) {
    const changed = option.code !== settings.chosen;
    settings.chosen = option.code;
    close();
    if (changed) settings.send(option.code);
  }

  function press(event) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step) {
      event.preventDefault();
      if (!isOpen()) open();
      else mark(Math.abs(step) === 1 ? active + step : Math.max(0, Math.min(shown.length - 1, active + step)));
    } else if (event.key === "Enter" && isOpen()) {
      event.preventDefault();
      if (shown[active]) choose(shown[active]);
    } else if (event.key === "Escape" && (isOpen() || typing)) {
      event.preventDefault();
      event.stopPropagation(); // a dialog around it stays open
      close();
    }
  }

  input.addEventListener("keydown", press);
  input.addEventListener("input", () => {
    // Typed behind a name that a page drawn anew has left unselected: it takes its place all the same.
    const { label: name } = current();
    if (!typing && input.value.length > name.length && input.value.startsWith(name)) input.value = input.value.slice(name.length);
    typing = true;
    open();
  });
  input.addEventListener("focus", () => input.select());
  input.addEventListener("click", () => {
    if (isOpen()) return;
    open();
    setTimeout(() => typing || input.select()); // browsers put the caret there after a click
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the keyboard
  const follow = () => isOpen() && place();
  window.addEventListener("resize", follow);
  window.addEventListener("scroll", follow, true);

  return {
    update(next) {
      settings = next;
      label.textContent = next.label;
      input.title = next.texts.open;
      root.lang = next.language;
      list.setAttribute("aria-label", next.label);
      root.dataset.chosen = next.chosen;
      if (!typing) show();
    },
    remove() {
      window.removeEventListener("resize", follow);
      window.removeEventListener("scroll", follow, true);
    },
  };
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".commune-choice");
  root.choice ??= create(root);
  root.choice.update({ ...data, send: (code) => setTriggerValue("chosen", code) });
  return () => {
    root.choice?.remove();
    root.choice = undefined;
  };
}
