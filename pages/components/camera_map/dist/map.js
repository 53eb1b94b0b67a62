/*! Camera Quảng Trị, MIT. Built by build.js from src/, sha256 e27fbd1aa664ece186b3f66fa9fb49d9a5305fb364f1dc67064947fd092c8199 */

// src/element.js
function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}
function button(textContent, className, act) {
  const made = element("button", { type: "button", textContent, className });
  made.addEventListener("click", act);
  return made;
}
var subtitle = (textContent) => element("div", { className: "subtitle", textContent });
var filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
function svg(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}
function surface(canvas, settings) {
  const g = canvas.getContext("2d", settings);
  if (!g) throw new Error("this browser gives no canvas");
  return g;
}

// src/options.js
var MAP_OPTIONS = {
  zoomSnap: 0.25,
  zoomControl: false,
  attributionControl: false,
  minZoom: 7,
  maxZoom: 20,
  fadeAnimation: false,
  // a card that fades away would still lie over the handles
  maxBounds: (
    /** @type {[[number, number], [number, number]]} */
    [
      [13, 102],
      [22, 113]
    ]
  )
};

// src/binary.js
var NO_DIRECTION = 65535;
var HEADER_BYTES = 8;
var CAMERA_BYTES = 25;
var DEGREE = 1e-7;
var UnreadableError = class extends Error {
};
var mercatorX = (lon) => (lon + 180) / 360;
var mercatorY = (lat) => {
  const sine = Math.sin(lat * Math.PI / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
};
var mercatorBox = ([west, south, east, north]) => [
  mercatorX(west),
  mercatorY(north),
  mercatorX(east),
  mercatorY(south)
];
function count(buffer, magic) {
  const found = String.fromCharCode(...new Uint8Array(buffer, 0, Math.min(4, buffer.byteLength)));
  if (found !== magic || buffer.byteLength < HEADER_BYTES)
    throw new UnreadableError(`${magic} expected, ${JSON.stringify(found)} found`);
  return new DataView(buffer).getUint32(4, true);
}
function requireLength(buffer, bytes) {
  if (buffer.byteLength !== bytes)
    throw new UnreadableError(`${bytes} bytes expected, ${buffer.byteLength} found`);
}
function decodeCameras(buffer) {
  const n = count(buffer, "QTC2");
  requireLength(buffer, HEADER_BYTES + CAMERA_BYTES * n);
  let at = HEADER_BYTES;
  const take = (Column) => {
    const array = new Column(buffer, at, n);
    at += array.byteLength;
    return array;
  };
  const [lon, lat] = [take(Int32Array), take(Int32Array)];
  const [x2, y2] = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    x2[i] = mercatorX(lon[i] * DEGREE);
    y2[i] = mercatorY(lat[i] * DEGREE);
  }
  const [row2, azimuth, seenOn] = [take(Uint32Array), take(Uint16Array), take(Uint16Array)];
  const [today, status, origin] = [take(Uint8Array), take(Uint8Array), take(Uint8Array)];
  const [commune, hasFootprint, part] = [take(Uint8Array), take(Uint8Array), take(Uint8Array)];
  const [cause, live, keeper] = [take(Uint8Array), take(Uint8Array), take(Uint8Array)];
  const register = { status, origin, commune, part, cause, live, keeper, seenOn };
  const own = { today, sight: today, hasFootprint, confidential: [] };
  return { n, x: x2, y: y2, row: row2, azimuth, ...own, ...register };
}
function decodeShapes(buffer) {
  const n = count(buffer, "QTR2");
  if (buffer.byteLength < HEADER_BYTES + 12 * n) requireLength(buffer, HEADER_BYTES + 12 * n);
  const [owners, layers, counts] = [0, 1, 2].map(
    (k) => new Uint32Array(buffer, HEADER_BYTES + 4 * n * k, n)
  );
  const start = starts(counts);
  requireLength(buffer, HEADER_BYTES + 12 * n + 8 * start[n]);
  const xy = vertices(new Int32Array(buffer, HEADER_BYTES + 12 * n));
  const [first, owner, layer] = [[], [], []];
  for (let k = 0; k < n; k++) {
    if (k && owners[k] === owners[k - 1] && layers[k] === layers[k - 1]) continue;
    first.push(k);
    owner.push(owners[k]);
    layer.push(layers[k]);
  }
  first.push(n);
  return { n: owner.length, first, owner, layer, start, xy, box: boxes(first, start, xy) };
}
function starts(counts) {
  const start = new Uint32Array(counts.length + 1);
  counts.forEach((length2, k) => start[k + 1] = start[k] + length2);
  return start;
}
function vertices(steps) {
  const xy = new Float64Array(steps.length);
  for (let v = 0, lon = 0, lat = 0; v < xy.length; v += 2) {
    xy[v] = mercatorX((lon += steps[v]) * DEGREE);
    xy[v + 1] = mercatorY((lat += steps[v + 1]) * DEGREE);
  }
  return xy;
}
function boxes(first, start, xy) {
  const box = new Float64Array(4 * (first.length - 1));
  for (let s = 0; s < first.length - 1; s++) {
    let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let v = 2 * start[first[s]]; v < 2 * start[first[s + 1]]; v += 2) {
      if (xy[v] < west) west = xy[v];
      if (xy[v] > east) east = xy[v];
      if (xy[v + 1] < north) north = xy[v + 1];
      if (xy[v + 1] > south) south = xy[v + 1];
    }
    box.set([west, north, east, south], 4 * s);
  }
  return box;
}

// src/troubles.js
var WORST_FIRST = ["drawing", "program", "unreadable", "missing", "answer", "past", "changed"];
var [FIRST_WAIT_MS, LONGEST_WAIT_MS] = [3e3, 6e4];
var kindOf = (error) => error instanceof UnreadableError || error instanceof SyntaxError ? "unreadable" : "missing";
var Troubles = class {
  /** By what they befell. @type {Map<string, TroubleKind>} */
  #now = /* @__PURE__ */ new Map();
  #changed;
  /** @param {() => void} changed called whenever another line is to be shown */
  constructor(changed) {
    this.#changed = changed;
  }
  /** The worst of what goes wrong now. */
  get worst() {
    const kinds = new Set(this.#now.values());
    return WORST_FIRST.find((kind) => kinds.has(kind));
  }
  /**
   * @param {string} subject
   * @param {unknown} error
   * @param {TroubleKind} [kind]
   */
  report(subject, error, kind = kindOf(error)) {
    console.warn(`camera map: ${subject}:`, error);
    this.#change(() => this.#now.set(subject, kind));
  }
  /**
   * Tell something that is nobody's fault.
   *
   * @param {string} subject
   * @param {TroubleKind} kind
   */
  note(subject, kind) {
    this.#change(() => this.#now.set(subject, kind));
  }
  /** @param {string} subject */
  end(subject) {
    if (this.#now.has(subject)) this.#change(() => this.#now.delete(subject));
  }
  /**
   * Ask for something, and tell when no answer comes.
   *
   * @template T
   * @param {Promise<T>} answer
   * @returns {Promise<T | undefined>}
   */
  async answered(answer) {
    try {
      const value = await answer;
      this.end("answer");
      return value;
    } catch (error) {
      this.report("answer", error, "answer");
      return void 0;
    }
  }
  /** @param {() => void} change */
  #change(change) {
    const before = this.worst;
    change();
    if (this.worst !== before) this.#changed();
  }
};
var Retry = class {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #wait = FIRST_WAIT_MS;
  #act;
  /** @param {() => void} act */
  constructor(act) {
    this.#act = act;
  }
  later() {
    if (this.#timer !== void 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = void 0;
      this.#act();
    }, this.#wait);
    this.#wait = Math.min(2 * this.#wait, LONGEST_WAIT_MS);
  }
  /** Something went well: the next wait is a short one again. */
  reset() {
    this.#wait = FIRST_WAIT_MS;
  }
  /** All is well, or nobody is there any more. */
  stop() {
    this.reset();
    clearTimeout(this.#timer);
    this.#timer = void 0;
  }
};

// node_modules/@mapbox/point-geometry/index.js
function Point(x2, y2) {
  this.x = x2;
  this.y = y2;
}
Point.prototype = {
  /**
   * Clone this point, returning a new point that can be modified
   * without affecting the old one.
   * @return {Point} the clone
   */
  clone() {
    return new Point(this.x, this.y);
  },
  /**
   * Add this point's x & y coordinates to another point,
   * yielding a new point.
   * @param {Point} p the other point
   * @return {Point} output point
   */
  add(p) {
    return this.clone()._add(p);
  },
  /**
   * Subtract this point's x & y coordinates to from point,
   * yielding a new point.
   * @param {Point} p the other point
   * @return {Point} output point
   */
  sub(p) {
    return this.clone()._sub(p);
  },
  /**
   * Multiply this point's x & y coordinates by point,
   * yielding a new point.
   * @param {Point} p the other point
   * @return {Point} output point
   */
  multByPoint(p) {
    return this.clone()._multByPoint(p);
  },
  /**
   * Divide this point's x & y coordinates by point,
   * yielding a new point.
   * @param {Point} p the other point
   * @return {Point} output point
   */
  divByPoint(p) {
    return this.clone()._divByPoint(p);
  },
  /**
   * Multiply this point's x & y coordinates by a factor,
   * yielding a new point.
   * @param {number} k factor
   * @return {Point} output point
   */
  mult(k) {
    return this.clone()._mult(k);
  },
  /**
   * Divide this point's x & y coordinates by a factor,
   * yielding a new point.
   * @param {number} k factor
   * @return {Point} output point
   */
  div(k) {
    return this.clone()._div(k);
  },
  /**
   * Rotate this point around the 0, 0 origin by an angle a,
   * given in radians
   * @param {number} a angle to rotate around, in radians
   * @return {Point} output point
   */
  rotate(a) {
    return this.clone()._rotate(a);
  },
  /**
   * Rotate this point around p point by an angle a,
   * given in radians
   * @param {number} a angle to rotate around, in radians
   * @param {Point} p Point to rotate around
   * @return {Point} output point
   */
  rotateAround(a, p) {
    return this.clone()._rotateAround(a, p);
  },
  /**
   * Multiply this point by a 4x1 transformation matrix
   * @param {[number, number, number, number]} m transformation matrix
   * @return {Point} output point
   */
  matMult(m) {
    return this.clone()._matMult(m);
  },
  /**
   * Calculate this point but as a unit vector from 0, 0, meaning
   * that the distance from the resulting point to the 0, 0
   * coordinate will be equal to 1 and the angle from the resulting
   * point to the 0, 0 coordinate will be the same as before.
   * @return {Point} unit vector point
   */
  unit() {
    return this.clone()._unit();
  },
  /**
   * Compute a perpendicular point, where the new y coordinate
   * is the old x coordinate and the new x coordinate is the old y
   * coordinate multiplied by -1
   * @return {Point} perpendicular point
   */
  perp() {
    return this.clone()._perp();
  },
  /**
   * Return a version of this point with the x & y coordinates
   * rounded to integers.
   * @return {Point} rounded point
   */
  round() {
    return this.clone()._round();
  },
  /**
   * Return the magnitude of this point: this is the Euclidean
   * distance from the 0, 0 coordinate to this point's x and y
   * coordinates.
   * @return {number} magnitude
   */
  mag() {
    return Math.sqrt(this.x * this.x + this.y * this.y);
  },
  /**
   * Judge whether this point is equal to another point, returning
   * true or false.
   * @param {Point} other the other point
   * @return {boolean} whether the points are equal
   */
  equals(other) {
    return this.x === other.x && this.y === other.y;
  },
  /**
   * Calculate the distance from this point to another point
   * @param {Point} p the other point
   * @return {number} distance
   */
  dist(p) {
    return Math.sqrt(this.distSqr(p));
  },
  /**
   * Calculate the distance from this point to another point,
   * without the square root step. Useful if you're comparing
   * relative distances.
   * @param {Point} p the other point
   * @return {number} distance
   */
  distSqr(p) {
    const dx = p.x - this.x, dy = p.y - this.y;
    return dx * dx + dy * dy;
  },
  /**
   * Get the angle from the 0, 0 coordinate to this point, in radians
   * coordinates.
   * @return {number} angle
   */
  angle() {
    return Math.atan2(this.y, this.x);
  },
  /**
   * Get the angle from this point to another point, in radians
   * @param {Point} b the other point
   * @return {number} angle
   */
  angleTo(b) {
    return Math.atan2(this.y - b.y, this.x - b.x);
  },
  /**
   * Get the angle between this point and another point, in radians
   * @param {Point} b the other point
   * @return {number} angle
   */
  angleWith(b) {
    return this.angleWithSep(b.x, b.y);
  },
  /**
   * Find the angle of the two vectors, solving the formula for
   * the cross product a x b = |a||b|sin(θ) for θ.
   * @param {number} x the x-coordinate
   * @param {number} y the y-coordinate
   * @return {number} the angle in radians
   */
  angleWithSep(x2, y2) {
    return Math.atan2(
      this.x * y2 - this.y * x2,
      this.x * x2 + this.y * y2
    );
  },
  /** @param {[number, number, number, number]} m */
  _matMult(m) {
    const x2 = m[0] * this.x + m[1] * this.y, y2 = m[2] * this.x + m[3] * this.y;
    this.x = x2;
    this.y = y2;
    return this;
  },
  /** @param {Point} p */
  _add(p) {
    this.x += p.x;
    this.y += p.y;
    return this;
  },
  /** @param {Point} p */
  _sub(p) {
    this.x -= p.x;
    this.y -= p.y;
    return this;
  },
  /** @param {number} k */
  _mult(k) {
    this.x *= k;
    this.y *= k;
    return this;
  },
  /** @param {number} k */
  _div(k) {
    this.x /= k;
    this.y /= k;
    return this;
  },
  /** @param {Point} p */
  _multByPoint(p) {
    this.x *= p.x;
    this.y *= p.y;
    return this;
  },
  /** @param {Point} p */
  _divByPoint(p) {
    this.x /= p.x;
    this.y /= p.y;
    return this;
  },
  _unit() {
    this._div(this.mag());
    return this;
  },
  _perp() {
    const y2 = this.y;
    this.y = this.x;
    this.x = -y2;
    return this;
  },
  /** @param {number} angle */
  _rotate(angle) {
    const cos = Math.cos(angle), sin = Math.sin(angle), x2 = cos * this.x - sin * this.y, y2 = sin * this.x + cos * this.y;
    this.x = x2;
    this.y = y2;
    return this;
  },
  /**
   * @param {number} angle
   * @param {Point} p
   */
  _rotateAround(angle, p) {
    const cos = Math.cos(angle), sin = Math.sin(angle), x2 = p.x + cos * (this.x - p.x) - sin * (this.y - p.y), y2 = p.y + sin * (this.x - p.x) + cos * (this.y - p.y);
    this.x = x2;
    this.y = y2;
    return this;
  },
  _round() {
    this.x = Math.round(this.x);
    this.y = Math.round(this.y);
    return this;
  },
  constructor: Point
};
Point.convert = function(p) {
  if (p instanceof Point) {
    return (
      /** @type {Point} */
      p
    );
  }
  if (Array.isArray(p)) {
    return new Point(+p[0], +p[1]);
  }
  if (p.x !== void 0 && p.y !== void 0) {
    return new Point(+p.x, +p.y);
  }
  throw new Error("Expected [x, y] or {x, y} point format");
};

// node_modules/@mapbox/vector-tile/index.js
var VectorTileFeature = class {
  /**
   * @param {PbfReader} pbf
   * @param {number} end
   * @param {number} extent
   * @param {string[]} keys
   * @param {(number | string | boolean)[]} values
   */
  constructor(pbf, end, extent, keys, values) {
    this.properties = /* @__PURE__ */ Object.create(null);
    this.extent = extent;
    this.type = 0;
    this.id = void 0;
    this._pbf = pbf;
    this._geometry = -1;
    this._keys = keys;
    this._values = values;
    while (pbf.pos < end) {
      const tag = pbf.readVarint();
      if (tag === 8) this.id = pbf.readVarint();
      else if (tag === 18) {
        const tagsEnd = pbf.readVarint() + pbf.pos;
        while (pbf.pos < tagsEnd) {
          const key = keys[pbf.readVarint()];
          const value = values[pbf.readVarint()];
          this.properties[key] = value;
        }
      } else if (tag === 24) this.type = /** @type {0 | 1 | 2 | 3} */
      pbf.readVarint();
      else if (tag === 34) {
        this._geometry = pbf.pos;
        pbf.skip(tag);
      } else pbf.skip(tag);
    }
  }
  loadGeometry() {
    if (this._geometry < 0) throw new Error("feature has no geometry");
    const pbf = this._pbf;
    pbf.pos = this._geometry;
    const end = pbf.readVarint() + pbf.pos;
    const lines = [];
    let line2;
    let cmd = 1;
    let length2 = 0;
    let x2 = 0;
    let y2 = 0;
    while (pbf.pos < end) {
      if (length2 <= 0) {
        const cmdLen = pbf.readVarint();
        cmd = cmdLen & 7;
        length2 = cmdLen >> 3;
        if (length2 === 0) continue;
      }
      length2--;
      if (cmd === 1) {
        x2 += pbf.readSVarint();
        y2 += pbf.readSVarint();
        if (line2) lines.push(line2);
        line2 = [new Point(x2, y2)];
      } else if (cmd === 2) {
        x2 += pbf.readSVarint();
        y2 += pbf.readSVarint();
        if (line2) line2.push(new Point(x2, y2));
      } else if (cmd === 7) {
        if (line2) {
          line2.push(line2[0].clone());
        }
      } else {
        throw new Error(`unknown command ${cmd}`);
      }
    }
    if (line2) lines.push(line2);
    return lines;
  }
  bbox() {
    if (this._geometry < 0) throw new Error("feature has no geometry");
    const pbf = this._pbf;
    pbf.pos = this._geometry;
    const end = pbf.readVarint() + pbf.pos;
    let cmd = 1, length2 = 0, x2 = 0, y2 = 0, x1 = Infinity, x22 = -Infinity, y1 = Infinity, y22 = -Infinity;
    while (pbf.pos < end) {
      if (length2 <= 0) {
        const cmdLen = pbf.readVarint();
        cmd = cmdLen & 7;
        length2 = cmdLen >> 3;
        if (length2 === 0) continue;
      }
      length2--;
      if (cmd === 1 || cmd === 2) {
        x2 += pbf.readSVarint();
        y2 += pbf.readSVarint();
        if (x2 < x1) x1 = x2;
        if (x2 > x22) x22 = x2;
        if (y2 < y1) y1 = y2;
        if (y2 > y22) y22 = y2;
      } else if (cmd !== 7) {
        throw new Error(`unknown command ${cmd}`);
      }
    }
    return [x1, y1, x22, y22];
  }
  /**
   * @param {number} x
   * @param {number} y
   * @param {number} z
   * @return {Feature}
   */
  toGeoJSON(x2, y2, z) {
    const size = this.extent * Math.pow(2, z), x0 = this.extent * x2, y0 = this.extent * y2, vtCoords = this.loadGeometry();
    function projectPoint(p) {
      return [
        (p.x + x0) * 360 / size - 180,
        360 / Math.PI * Math.atan(Math.exp((1 - (p.y + y0) * 2 / size) * Math.PI)) - 90
      ];
    }
    function projectLine(line2) {
      return line2.map(projectPoint);
    }
    let geometry;
    if (this.type === 1) {
      const points = [];
      for (const line2 of vtCoords) {
        points.push(line2[0]);
      }
      const coordinates = projectLine(points);
      geometry = points.length === 1 ? { type: "Point", coordinates: coordinates[0] } : { type: "MultiPoint", coordinates };
    } else if (this.type === 2) {
      const coordinates = vtCoords.map(projectLine);
      geometry = coordinates.length === 1 ? { type: "LineString", coordinates: coordinates[0] } : { type: "MultiLineString", coordinates };
    } else if (this.type === 3) {
      const polygons = classifyRings(vtCoords);
      const coordinates = [];
      for (const polygon of polygons) {
        coordinates.push(polygon.map(projectLine));
      }
      geometry = coordinates.length === 1 ? { type: "Polygon", coordinates: coordinates[0] } : { type: "MultiPolygon", coordinates };
    } else {
      throw new Error("unknown feature type");
    }
    const result = {
      type: "Feature",
      geometry,
      properties: this.properties
    };
    if (this.id != null) {
      result.id = this.id;
    }
    return result;
  }
};
VectorTileFeature.types = ["Unknown", "Point", "LineString", "Polygon"];
function classifyRings(rings) {
  const len = rings.length;
  if (len <= 1) return [rings];
  const polygons = [];
  let polygon, ccw;
  for (let i = 0; i < len; i++) {
    const area2 = signedArea(rings[i]);
    if (area2 === 0) continue;
    if (ccw === void 0) ccw = area2 < 0;
    if (ccw === area2 < 0) {
      if (polygon) polygons.push(polygon);
      polygon = [rings[i]];
    } else if (polygon) {
      polygon.push(rings[i]);
    }
  }
  if (polygon) polygons.push(polygon);
  return polygons;
}
function signedArea(ring2) {
  let sum = 0;
  for (let i = 0, len = ring2.length, j = len - 1, p1, p2; i < len; j = i++) {
    p1 = ring2[i];
    p2 = ring2[j];
    sum += (p2.x - p1.x) * (p1.y + p2.y);
  }
  return sum;
}
var VectorTileLayer = class {
  /**
   * @param {PbfReader} pbf
   * @param {number} [end]
   */
  constructor(pbf, end) {
    this.version = 1;
    this.name = "";
    this.extent = 4096;
    this.length = 0;
    this._pbf = pbf;
    this._keys = [];
    this._values = [];
    this._features = [];
    if (end === void 0) end = pbf.length;
    while (pbf.pos < end) {
      const tag = pbf.readVarint();
      if (tag === 10) this.name = pbf.readString();
      else if (tag === 18) {
        this._features.push(pbf.pos);
        pbf.skip(tag);
      } else if (tag === 26) this._keys.push(pbf.readString());
      else if (tag === 34) this._values.push(readValueMessage(pbf));
      else if (tag === 40) this.extent = pbf.readVarint();
      else if (tag === 120) this.version = pbf.readVarint();
      else pbf.skip(tag);
    }
    this.length = this._features.length;
  }
  /** return feature `i` from this layer as a `VectorTileFeature`
   * @param {number} i
   */
  feature(i) {
    if (i < 0 || i >= this._features.length) throw new Error("feature index out of bounds");
    this._pbf.pos = this._features[i];
    const end = this._pbf.readVarint() + this._pbf.pos;
    return new VectorTileFeature(this._pbf, end, this.extent, this._keys, this._values);
  }
};
function readValueMessage(pbf) {
  let value = null;
  const end = pbf.readVarint() + pbf.pos;
  while (pbf.pos < end) {
    const tag = pbf.readVarint();
    value = tag === 10 ? pbf.readString() : tag === 21 ? pbf.readFloat() : tag === 25 ? pbf.readDouble() : tag === 32 ? pbf.readVarint(true) : tag === 40 ? pbf.readVarint() : tag === 48 ? pbf.readSVarint() : tag === 56 ? pbf.readBoolean() : (pbf.skip(tag), null);
  }
  if (value == null) {
    throw new Error("unknown feature value");
  }
  return value;
}
var VectorTile = class {
  /**
   * @param {PbfReader} pbf
   * @param {number} [end]
   */
  constructor(pbf, end = pbf.length) {
    const layers = /* @__PURE__ */ Object.create(null);
    while (pbf.pos < end) {
      const tag = pbf.readVarint();
      if (tag === 26) {
        const layer = new VectorTileLayer(pbf, pbf.readVarint() + pbf.pos);
        if (layer.length) layers[layer.name] = layer;
      } else pbf.skip(tag);
    }
    this.layers = layers;
  }
};

// node_modules/pbf/index.js
var SHIFT_LEFT_32 = (1 << 16) * (1 << 16);
var SHIFT_RIGHT_32 = 1 / SHIFT_LEFT_32;
var TEXT_DECODER_MIN_LENGTH = 12;
var utf8TextDecoder = typeof TextDecoder === "undefined" ? null : new TextDecoder("utf-8");
var PBF_VARINT = 0;
var PBF_FIXED64 = 1;
var PBF_BYTES = 2;
var PBF_FIXED32 = 5;
var PbfReader = class {
  /**
   * @param {Uint8Array | ArrayBuffer} buf
   */
  constructor(buf) {
    this.buf = ArrayBuffer.isView(buf) ? buf : new Uint8Array(buf);
    this.dataView = new DataView(this.buf.buffer, this.buf.byteOffset, this.buf.byteLength);
    this.pos = 0;
    this.type = 0;
    this._valueStart = -1;
    this.length = this.buf.length;
  }
  /**
   * @template T
   * @param {(tag: number, result: T, pbf: PbfReader) => void} readField
   * @param {T} result
   * @param {number} [end]
   */
  readFields(readField, result, end = this.length) {
    let field;
    while (field = this.nextField(end)) {
      readField(field, result, this);
    }
    return result;
  }
  /**
   * @template T
   * @param {(tag: number, result: T, pbf: PbfReader) => void} readField
   * @param {T} result
   */
  readMessage(readField, result) {
    return this.readFields(readField, result, this.readVarint() + this.pos);
  }
  readFixed32() {
    const val = this.dataView.getUint32(this.pos, true);
    this.pos += 4;
    return val;
  }
  readSFixed32() {
    const val = this.dataView.getInt32(this.pos, true);
    this.pos += 4;
    return val;
  }
  // 64-bit int handling is based on github.com/dpw/node-buffer-more-ints (MIT-licensed)
  readFixed64() {
    const val = this.dataView.getUint32(this.pos, true) + this.dataView.getUint32(this.pos + 4, true) * SHIFT_LEFT_32;
    this.pos += 8;
    return val;
  }
  readSFixed64() {
    const val = this.dataView.getUint32(this.pos, true) + this.dataView.getInt32(this.pos + 4, true) * SHIFT_LEFT_32;
    this.pos += 8;
    return val;
  }
  readFloat() {
    const val = this.dataView.getFloat32(this.pos, true);
    this.pos += 4;
    return val;
  }
  readDouble() {
    const val = this.dataView.getFloat64(this.pos, true);
    this.pos += 8;
    return val;
  }
  /**
   * @param {boolean} [isSigned]
   */
  readVarint(isSigned) {
    const buf = this.buf;
    const b0 = buf[this.pos++];
    if (b0 < 128) return b0;
    let val = b0 & 127, b;
    b = buf[this.pos++];
    val |= (b & 127) << 7;
    if (b < 128) return val;
    b = buf[this.pos++];
    val |= (b & 127) << 14;
    if (b < 128) return val;
    b = buf[this.pos++];
    val |= (b & 127) << 21;
    if (b < 128) return val;
    b = buf[this.pos];
    val |= (b & 15) << 28;
    return readVarintRemainder(val, isSigned, this);
  }
  readSVarint() {
    const num = this.readVarint();
    return num % 2 === 1 ? (num + 1) / -2 : num / 2;
  }
  readBoolean() {
    return Boolean(this.readVarint());
  }
  readString() {
    const end = this.readVarint() + this.pos;
    const pos = this.pos;
    this.pos = end;
    if (end - pos >= TEXT_DECODER_MIN_LENGTH && utf8TextDecoder) {
      return utf8TextDecoder.decode(this.buf.subarray(pos, end));
    }
    return readUtf8(this.buf, pos, end);
  }
  readBytes() {
    const end = this.readVarint() + this.pos, buffer = this.buf.subarray(this.pos, end);
    this.pos = end;
    return buffer;
  }
  // verbose for performance reasons; doesn't affect gzipped size
  /**
   * @param {number[]} [arr]
   * @param {boolean} [isSigned]
   */
  readPackedVarint(arr = [], isSigned) {
    const end = this.readPackedEnd();
    while (this.pos < end) arr.push(this.readVarint(isSigned));
    return arr;
  }
  /** @param {number[]} [arr] */
  readPackedSVarint(arr = []) {
    const end = this.readPackedEnd();
    while (this.pos < end) arr.push(this.readSVarint());
    return arr;
  }
  /** @param {boolean[]} [arr] */
  readPackedBoolean(arr = []) {
    const end = this.readPackedEnd();
    while (this.pos < end) arr.push(this.readBoolean());
    return arr;
  }
  /** @param {number[]} [arr] */
  readPackedFloat(arr = []) {
    const end = this.readPackedEnd();
    while (this.pos < end) arr.push(this.readFloat());
    return arr;
  }
  /** @param {number[]} [arr] */
  readPackedDouble(arr = []) {
    const end = this.readPackedEnd();
    while (this.pos < end) arr.push(this.readDouble());
    return arr;
  }
  /** @param {number[]} [arr] */
  readPackedFixed32(arr = []) {
    const end = this.readPackedEnd();
    while (this.pos < end) arr.push(this.readFixed32());
    return arr;
  }
  /** @param {number[]} [arr] */
  readPackedSFixed32(arr = []) {
    const end = this.readPackedEnd();
    while (this.pos < end) arr.push(this.readSFixed32());
    return arr;
  }
  /** @param {number[]} [arr] */
  readPackedFixed64(arr = []) {
    const end = this.readPackedEnd();
    while (this.pos < end) arr.push(this.readFixed64());
    return arr;
  }
  /** @param {number[]} [arr] */
  readPackedSFixed64(arr = []) {
    const end = this.readPackedEnd();
    while (this.pos < end) arr.push(this.readSFixed64());
    return arr;
  }
  readPackedEnd() {
    return this.type === PBF_BYTES ? this.readVarint() + this.pos : this.pos + 1;
  }
  /**
   * Advance to the next field. Returns the field number, or 0 at end-of-message.
   * @param {number} [end]
   */
  nextField(end = this.length) {
    if (this.pos === this._valueStart) this.skip(this.type);
    if (this.pos >= end) return 0;
    const tag = this.readVarint();
    this.type = tag & 7;
    this._valueStart = this.pos;
    return tag >>> 3;
  }
  /** @param {number} val */
  skip(val) {
    const type = val & 7;
    if (type === PBF_VARINT) while (this.buf[this.pos++] > 127) {
    }
    else if (type === PBF_BYTES) this.pos = this.readVarint() + this.pos;
    else if (type === PBF_FIXED32) this.pos += 4;
    else if (type === PBF_FIXED64) this.pos += 8;
    else throw new Error(`Unimplemented type: ${type}`);
  }
};
function readVarintRemainder(l, s, p) {
  const buf = p.buf;
  let h, b;
  b = buf[p.pos++];
  h = (b & 112) >> 4;
  if (b < 128) return toNum(l, h, s);
  b = buf[p.pos++];
  h |= (b & 127) << 3;
  if (b < 128) return toNum(l, h, s);
  b = buf[p.pos++];
  h |= (b & 127) << 10;
  if (b < 128) return toNum(l, h, s);
  b = buf[p.pos++];
  h |= (b & 127) << 17;
  if (b < 128) return toNum(l, h, s);
  b = buf[p.pos++];
  h |= (b & 127) << 24;
  if (b < 128) return toNum(l, h, s);
  b = buf[p.pos++];
  h |= (b & 1) << 31;
  if (b < 128) return toNum(l, h, s);
  throw new Error("Expected varint not more than 10 bytes");
}
function toNum(low, high, isSigned) {
  return isSigned ? high * 4294967296 + (low >>> 0) : (high >>> 0) * 4294967296 + (low >>> 0);
}
function readUtf8(buf, pos, end) {
  let str = "";
  let i = pos;
  while (i < end) {
    const b0 = buf[i];
    let c = null;
    let bytesPerSequence = b0 > 239 ? 4 : b0 > 223 ? 3 : b0 > 191 ? 2 : 1;
    if (i + bytesPerSequence > end) break;
    let b1, b2, b3;
    if (bytesPerSequence === 1) {
      if (b0 < 128) {
        c = b0;
      }
    } else if (bytesPerSequence === 2) {
      b1 = buf[i + 1];
      if ((b1 & 192) === 128) {
        c = (b0 & 31) << 6 | b1 & 63;
        if (c <= 127) {
          c = null;
        }
      }
    } else if (bytesPerSequence === 3) {
      b1 = buf[i + 1];
      b2 = buf[i + 2];
      if ((b1 & 192) === 128 && (b2 & 192) === 128) {
        c = (b0 & 15) << 12 | (b1 & 63) << 6 | b2 & 63;
        if (c <= 2047 || c >= 55296 && c <= 57343) {
          c = null;
        }
      }
    } else if (bytesPerSequence === 4) {
      b1 = buf[i + 1];
      b2 = buf[i + 2];
      b3 = buf[i + 3];
      if ((b1 & 192) === 128 && (b2 & 192) === 128 && (b3 & 192) === 128) {
        c = (b0 & 15) << 18 | (b1 & 63) << 12 | (b2 & 63) << 6 | b3 & 63;
        if (c <= 65535 || c >= 1114112) {
          c = null;
        }
      }
    }
    if (c === null) {
      c = 65533;
      bytesPerSequence = 1;
    } else if (c > 65535) {
      c -= 65536;
      str += String.fromCharCode(c >>> 10 & 1023 | 55296);
      c = 56320 | c & 1023;
    }
    str += String.fromCharCode(c);
    i += bytesPerSequence;
  }
  return str;
}

// src/vector_tile.js
/*! With pbf, © 2026 Mapbox, and @mapbox/vector-tile, © 2014 Mapbox: BSD-3-Clause. */
var ORDER = ["land", "green", "built", "water", "river", "building", "road", "name"];
var [POINT, LINE, AREA] = [1, 2, 3];
var LAYERS = {
  earth: "land",
  ...named("use", "land landcover landuse landuse_overlay natural park sites"),
  ...named("water", "water waterway ocean water_polygons water_lines physical_line"),
  ...named("building", "building buildings"),
  ...named("road", "transportation roads streets"),
  ...named("name", "place places place_labels")
};
var GREEN = new Set(
  "wood forest grass grassland farmland farm park meadow scrub wetland orchard cemetery garden nature_reserve national_park golf_course village_green allotments vineyard heath marsh swamp recreation_ground protected_area plant_nursery greenfield".split(" ")
);
var BUILT = new Set(
  "residential commercial industrial retail school hospital university college suburb neighbourhood garages kindergarten urban_area".split(" ")
);
var ROADS = {
  ...named(3, "motorway trunk highway"),
  ...named(2, "primary secondary major_road"),
  ...named(1, "tertiary medium_road"),
  ...named(0, "minor minor_road residential unclassified living_street service street road"),
  ...named(0, "track path pedestrian footway other")
};
var PLACES = named(0, "hamlet suburb quarter neighbourhood locality");
Object.assign(PLACES, named(1, "village"), named(2, "town"), named(3, "city"));
var SEA = { west: 109.5, north: 18.1 };
function named(value, names) {
  return Object.fromEntries(names.split(" ").map((name) => [name, value]));
}
function readDrawings(bytes, place) {
  const { layers } = new VectorTile(new PbfReader(bytes));
  const drawings = [];
  for (const [name, layer] of Object.entries(layers)) {
    if (!Object.hasOwn(LAYERS, name)) continue;
    for (let k = 0; k < layer.length; k++) {
      const { type, properties, loadGeometry, extent } = featureOf(layer, k);
      const shown = signOf(LAYERS[name], type, properties);
      if (!shown) continue;
      const paths = loadGeometry().map(
        (path) => path.map(({ x: x2, y: y2 }) => ({ x: x2 / extent, y: y2 / extent }))
      );
      if (!paths[0]?.length) continue;
      if (shown.sign !== "name" || !liesAtSea(paths[0][0], place))
        drawings.push({ rank: 0, name: "", ...shown, paths });
    }
  }
  const order = ({ sign, rank }) => 10 * ORDER.indexOf(sign) + (sign === "name" ? -rank : rank);
  return drawings.sort((a, b) => order(a) - order(b));
}
function featureOf(layer, k) {
  const feature = layer.feature(k);
  const { type, properties, extent } = feature;
  return { type, properties, extent, loadGeometry: () => feature.loadGeometry() };
}
function signOf(shows, type, properties) {
  const kind = String(properties.class ?? properties.kind ?? properties["pmap:kind"] ?? "");
  if (shows === "name") return type === POINT ? nameOf(kind, properties) : null;
  if (shows === "road") return type === LINE ? roadOf(kind, properties) : null;
  if (shows === "water" && type === LINE) return { sign: "river" };
  return type === AREA ? areaOf(shows, kind) : null;
}
function areaOf(shows, kind) {
  if (shows !== "use") return { sign: (
    /** @type {Sign} */
    shows
  ) };
  if (GREEN.has(kind)) return { sign: "green" };
  return BUILT.has(kind) ? { sign: "built" } : null;
}
function roadOf(kind, { kind_detail: detail }) {
  const known = [String(detail), kind].map((one) => one.replace(/_link$/, ""));
  const found = known.find((one) => Object.hasOwn(ROADS, one));
  return found === void 0 ? null : { sign: "road", rank: ROADS[found] };
}
function nameOf(kind, properties) {
  const name = properties["name:vi"] ?? properties.name ?? properties["name:latin"];
  const found = [String(properties.kind_detail), kind].find((one) => Object.hasOwn(PLACES, one));
  if (found === void 0 || typeof name !== "string") return null;
  return { sign: "name", rank: PLACES[found], name: name.slice(0, 60) };
}
function liesAtSea(point2, tile) {
  const side = 2 ** tile.z;
  const lon = 360 * (tile.x + point2.x) / side - 180;
  const lat = Math.atan(Math.sinh(Math.PI * (1 - 2 * (tile.y + point2.y) / side))) * 180 / Math.PI;
  return lon > SEA.west && lat < SEA.north;
}
var AREAS = {
  land: "#fdfcf8",
  green: "#eef1e1",
  built: "#f6f1e6",
  water: "#dbe7ec",
  building: "#ebe6da"
};
var ROAD_COLOURS = ["#ffffff", "#ffffff", "#fdf6df", "#fbefc9"];
var NAME_PX = [10.5, 11, 12.5, 14];
function paintTile(g, drawings, { side, left, top, zoom, shown }) {
  const track = (paths) => {
    g.beginPath();
    for (const path of paths)
      path.forEach(({ x: x2, y: y2 }, k) => g[k ? "lineTo" : "moveTo"](x2 * side + left, y2 * side + top));
  };
  g.lineJoin = g.lineCap = "round";
  const [roads, others] = split(drawings, ({ sign }) => sign === "road");
  const [names, areas] = split(others, ({ sign }) => sign === "name");
  for (const { sign, paths } of areas) {
    track(paths);
    if (sign === "river") stroke(g, "#c3d6df", Math.max(0.8, (zoom - 9) / 3));
    else {
      g.fillStyle = AREAS[sign] ?? "none";
      g.fill("evenodd");
    }
  }
  const width = (rank) => (0.7 + 0.35 * rank) * Math.max(0.7, zoom - 10.5);
  for (const wider of [1.6, 0])
    for (const { rank, paths } of roads) {
      track(paths);
      stroke(g, wider ? "#ddd5c2" : ROAD_COLOURS[rank], width(rank) + wider);
    }
  paintNames(g, names, { side, left, top, shown });
}
function paintNames(g, names, { side, left, top, shown }) {
  const taken = [];
  g.textAlign = "center";
  g.textBaseline = "middle";
  for (const { name, rank, paths } of names) {
    const size = NAME_PX[rank];
    g.font = `500 ${size}px "Noto Sans", "Segoe UI", Roboto, sans-serif`;
    const [x2, y2] = [paths[0][0].x * side + left, paths[0][0].y * side + top];
    const half = g.measureText(name).width / 2 + 3;
    const box = [x2 - half, y2 - size, x2 + half, y2 + size];
    const leaves = box[0] < 0 || box[1] < 0 || box[2] > shown || box[3] > shown;
    const meets = (t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1];
    if (leaves || taken.some(meets)) continue;
    taken.push(box);
    g.lineWidth = 3;
    g.strokeStyle = "rgba(253, 252, 248, 0.9)";
    g.strokeText(name, x2, y2);
    g.fillStyle = "#8a8576";
    g.fillText(name, x2, y2);
  }
}
function stroke(g, colour, width) {
  g.strokeStyle = colour;
  g.lineWidth = width;
  g.stroke();
}
var split = (list, belongs) => [list.filter(belongs), list.filter((one) => !belongs(one))];

// src/symbols.js
var SIGHT = [
  { colour: "#0072B2", fill: "#0072B238", dash: [], shape: "circle" },
  { colour: "#6d7680", fill: "#6d76802e", dash: [1.5, 3], shape: "square" },
  { colour: "#D55E00", fill: "#D55E0040", dash: [5, 3], shape: "triangle" },
  { colour: "#009E73", fill: "#009E734d", dash: [9, 3, 2, 3], shape: "cross" }
];
var PLACE = [
  null,
  null,
  { colour: "#D55E00", dash: [7, 4] },
  { colour: "#882255", dash: [] }
];
var REDUNDANCY = [
  null,
  { colour: "#5aa5d6", dash: [2, 5] },
  { colour: "#2171b5", dash: [9, 4] },
  { colour: "#08306b", dash: [] }
];
var WORST_LAST = [0, 1, 2, 3];
var FONT = '"Noto Sans", "Segoe UI", Roboto, sans-serif';
var CORNERS = {
  triangle: [
    [0, -1.25],
    [1.25, 1],
    [-1.25, 1]
  ],
  down: [
    [0, 1.25],
    [-1.25, -1],
    [1.25, -1]
  ],
  diamond: [
    [0, -1.3],
    [1.3, 0],
    [0, 1.3],
    [-1.3, 0]
  ],
  pentagon: [
    [0, -1.2],
    [1.14, -0.37],
    [0.7, 0.97],
    [-0.7, 0.97],
    [-1.14, -0.37]
  ],
  bar: [
    [-1.3, -0.6],
    [1.3, -0.6],
    [1.3, 0.6],
    [-1.3, 0.6]
  ]
};
var SHARP = 2;
function trace(g, shape, x2, y2, r) {
  g.beginPath();
  if (shape === "circle") g.arc(x2, y2, r, 0, 2 * Math.PI);
  else if (shape === "square") g.rect(x2 - 0.88 * r, y2 - 0.88 * r, 1.76 * r, 1.76 * r);
  else if (shape === "cross") traceCross(g, x2, y2, 1.35 * r, 0.5 * r);
  else {
    CORNERS[shape].forEach(
      ([dx, dy], k) => k ? g.lineTo(x2 + dx * r, y2 + dy * r) : g.moveTo(x2 + dx * r, y2 + dy * r)
    );
    g.closePath();
  }
}
function traceCross(g, x2, y2, long, half) {
  const corners = [
    [-half, -long],
    [half, -long],
    [half, -half],
    [long, -half],
    [long, half],
    [half, half]
  ];
  const all = [...corners, ...corners.map(([dx, dy]) => [-dx, -dy])];
  all.forEach(([dx, dy], k) => k ? g.lineTo(x2 + dx, y2 + dy) : g.moveTo(x2 + dx, y2 + dy));
  g.closePath();
}
var SymbolPictures = class {
  /** @type {Map<string, {canvas: HTMLCanvasElement, half: number}>} */
  #drawn = /* @__PURE__ */ new Map();
  /**
   * The symbol of a style, with half its side in pixels.
   *
   * @param {Style} style
   * @param {number} r
   * @param {number} rim
   */
  of(style, r, rim) {
    const key = `${style.colour}/${style.shape}/${r}/${rim}`;
    let symbol = this.#drawn.get(key);
    if (!symbol) this.#drawn.set(key, symbol = drawSymbol(style, r, rim));
    return symbol;
  }
};
function drawSymbol({ colour, shape }, r, rim) {
  const half = Math.ceil(1.35 * r + rim + 1);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 2 * half * SHARP;
  const g = surface(canvas);
  g.scale(SHARP, SHARP);
  trace(g, shape, half, half, r);
  g.fillStyle = colour;
  g.fill();
  g.strokeStyle = "#fff";
  g.lineWidth = rim;
  g.stroke();
  return { canvas, half };
}
function hatchedDisc(g, x2, y2, r, colour) {
  g.save();
  g.beginPath();
  g.arc(x2, y2, r, 0, 2 * Math.PI);
  g.strokeStyle = colour;
  g.lineWidth = 1.2;
  g.setLineDash([2, 2]);
  g.stroke();
  g.clip();
  g.setLineDash([]);
  g.globalAlpha = 0.5;
  g.beginPath();
  for (let d = -2 * r; d < 2 * r; d += 4) {
    g.moveTo(x2 + d, y2 + r);
    g.lineTo(x2 + d + 2 * r, y2 - r);
  }
  g.stroke();
  g.restore();
}
var legendSymbol = (state) => styleSymbol(SIGHT[state]);
function styleSymbol({ colour, fill, dash, shape }) {
  const shapes = {
    circle: ["circle", { cx: 9, cy: 9, r: 5 }],
    square: ["rect", { x: 4.5, y: 4.5, width: 9, height: 9 }],
    triangle: ["path", { d: "M9 3 15 14H3z" }],
    down: ["path", { d: "M9 15 3 4h12z" }],
    diamond: ["path", { d: "M9 2.5 15.5 9 9 15.5 2.5 9z" }],
    pentagon: ["path", { d: "M9 3 14.7 7.2 12.5 13.8h-7L3.3 7.2z" }],
    bar: ["path", { d: "M2.5 6h13v6h-13z" }],
    cross: ["path", { d: "M6.8 2h4.4v4.8H16v4.4h-4.8V16H6.8v-4.8H2V6.8h4.8z" }]
  };
  const root = svg("svg", { width: 46, height: 18, "aria-hidden": "true" });
  const [name, attributes] = shapes[shape];
  const fan = { d: "M20 9 43 2.5V15.5z", fill, stroke: colour, "stroke-dasharray": dash.join(" ") };
  root.append(svg(name, { ...attributes, fill: colour }), svg("path", fan));
  return root;
}

// src/colouring.js
var COLOURINGS = ["sight", "cause", "part", "origin", "keeper", "live", "age"];
var NOT_STATED = 255;
var MOST_KEEPERS = 7;
var DAY_MS = 864e5;
var AGE_BOUNDS_DAYS = [90, 180, 365, 730];
var CATEGORIES = [
  ["#0072B2", "circle"],
  ["#D55E00", "triangle"],
  ["#009E73", "cross"],
  ["#CC79A7", "diamond"],
  ["#B07D00", "down"],
  ["#56B4E9", "pentagon"],
  ["#7A3DB8", "square"],
  ["#8C510A", "bar"],
  ["#3F6B3A", "circle"]
];
var AGES = [
  ["#0b5d8f", "circle"],
  ["#5598c6", "circle"],
  ["#b8a000", "diamond"],
  ["#e08214", "down"],
  ["#a63603", "triangle"]
];
var NONE = ["#6d7680", "square"];
var isColouring = (text) => COLOURINGS.some((one) => one === text);
var styleOf = ([colour, shape]) => ({ colour, fill: `${colour}38`, dash: [], shape });
function groupsBy(colouring, cameras, { texts, today }, keepers) {
  const states = { styles: SIGHT, order: WORST_LAST };
  if (colouring === "sight") return { of: cameras.sight, names: texts.sights, ...states };
  if (colouring === "live") return { of: cameras.live, names: texts.live, ...states };
  if (colouring === "age") return byAge(cameras.seenOn, dayNumber(today), texts);
  if (colouring === "keeper") return byKeeper(cameras.keeper, keepers, texts);
  const column2 = cameras[colouring];
  return byList(column2, texts[colouring], texts.not_stated);
}
var dayNumber = (date) => Math.floor(Date.parse(date) / DAY_MS);
function byList(column2, values, notStated) {
  const last = values.length;
  return {
    of: column2.map((value) => Math.min(value, last)),
    styles: [...values.map((_, k) => styleOf(CATEGORIES[k] ?? NONE)), styleOf(NONE)],
    names: [...values, notStated],
    order: [last, ...values.keys()]
  };
}
function byKeeper(column2, keepers, texts) {
  const few = keepers.slice(0, MOST_KEEPERS);
  const names = keepers.length > few.length ? [...few, texts.other_keepers] : few;
  const groups = column2.map(
    (value) => value === NOT_STATED ? NOT_STATED : Math.min(value, names.length - 1)
  );
  return byList(groups, names, texts.not_stated);
}
function byAge(seenOn, today, texts) {
  const never = AGE_BOUNDS_DAYS.length + 1;
  const of = Uint8Array.from(
    seenOn,
    (day) => day ? AGE_BOUNDS_DAYS.filter((bound) => today - day >= bound).length : never
  );
  const styles = [...AGES, NONE].map(styleOf);
  return { of, styles, names: texts.ages, order: [...styles.keys()] };
}

// src/filter.js
var KINDS = ["sight", "status", "origin"];
var byKind = (make) => ({ sight: make(), status: make(), origin: make() });
var Filter = class {
  hidden = byKind(() => (
    /** @type {Set<number>} */
    /* @__PURE__ */ new Set()
  ));
  /** Its place among the communes; null for all. @type {number | null} */
  commune = null;
  /**
   * @param {Kind} kind
   * @param {number} value
   * @param {boolean} shown
   */
  toggle(kind, value, shown) {
    this.hidden[kind][shown ? "delete" : "add"](value);
  }
  /**
   * Show only these values of a kind; all of them where none is named.
   *
   * @param {Kind} kind
   * @param {number[] | null} values
   * @param {number} count
   */
  only(kind, values, count2) {
    const all = Array.from({ length: count2 }, (_, k) => k);
    this.hidden[kind] = new Set(values ? all.filter((k) => !values.includes(k)) : []);
  }
  clear() {
    for (const kind of KINDS) this.hidden[kind].clear();
  }
  get hides() {
    return KINDS.some((kind) => this.hidden[kind].size > 0);
  }
  /** @param {number} commune */
  inCommune = (commune) => this.commune == null || commune === this.commune;
  /**
   * Which cameras are shown, and how many are not.
   *
   * @param {Pick<Cameras, "n" | "commune" | Kind>} cameras
   */
  apply({ n, commune, sight, status, origin }) {
    const mask = new Uint8Array(n);
    const [noSight, noStatus, noOrigin] = KINDS.map((kind) => flags(this.hidden[kind]));
    let hiddenCount = 0;
    for (let i = 0; i < n; i++)
      if (this.inCommune(commune[i]) && !(noSight[sight[i]] || noStatus[status[i]] || noOrigin[origin[i]]))
        mask[i] = 1;
      else hiddenCount += 1;
    return { mask, hiddenCount };
  }
  /**
   * How many there are of every value of each kind, among those that pass all other kinds; and
   * of every group, among those that are shown: within a box.
   *
   * @param {Pick<Cameras, "n" | "x" | "y" | "commune" | Kind>} cameras
   * @param {Box} box
   * @param {Uint8Array} [groups]
   * @param {Set<number>} [leftOut] places of cameras that are not to be counted
   */
  count({ n, x: x2, y: y2, commune, sight, status, origin }, [west, north, east, south], groups, leftOut) {
    const counts = byKind(() => new Uint32Array(256));
    const groupCounts = new Uint32Array(256);
    const [noSight, noStatus, noOrigin] = KINDS.map((kind) => flags(this.hidden[kind]));
    let inView = 0;
    for (let i = 0; i < n; i++) {
      if (x2[i] < west || x2[i] > east || y2[i] < north || y2[i] > south) continue;
      if (!this.inCommune(commune[i]) || leftOut?.has(i)) continue;
      const [a, b, c] = [noSight[sight[i]], noStatus[status[i]], noOrigin[origin[i]]];
      counts.sight[sight[i]] += 1 - (b | c);
      counts.status[status[i]] += 1 - (a | c);
      counts.origin[origin[i]] += 1 - (a | b);
      const shown = 1 - (a | b | c);
      inView += shown;
      if (groups) groupCounts[groups[i]] += shown;
    }
    return { counts, groupCounts, inView };
  }
};
function flags(values) {
  const flag = new Uint8Array(256);
  for (const value of values) flag[value] = 1;
  return flag;
}

// src/palette.js
var LIGHT = {
  land: "#fdfcf8",
  chosen: "#f4f0dc",
  unknown: "#ececea",
  coast: "rgba(185, 198, 207, 0.45)",
  border: "#cdc6b6",
  chosenBorder: "#8f8468",
  province: "#7d8790",
  water: "#dbe7ec",
  shore: "#b9cdd6",
  building: "#e4ded0",
  wall: "#c9c0ab",
  roadEdge: "#ddd5c2",
  farRoad: "#e2d9c5",
  roads: ["#ffffff", "#ffffff", "#fdf6df", "#fbefc9"],
  commune: "#414b55",
  place: "#6b5f45",
  road: "#6a6250",
  halo: "rgba(253, 252, 248, 0.92)",
  disc: "#fff",
  shade: "rgba(20, 40, 60, 0.14)",
  ink: "#1d2b36",
  // Gaps from what matters least to what matters most.
  gaps: ["#dcc3d0", "#b4799a", "#882255"]
};
var DARK = {
  land: "#232b32",
  chosen: "#2c3535",
  unknown: "#333a40",
  coast: "rgba(70, 86, 98, 0.4)",
  border: "#414b53",
  chosenBorder: "#8b8468",
  province: "#6b7780",
  water: "#1a2830",
  shore: "#2e4450",
  building: "#30383e",
  wall: "#424c53",
  roadEdge: "#161c21",
  farRoad: "#3d464d",
  roads: ["#3a434a", "#3f4950", "#4c5044", "#57563f"],
  commune: "#c3ccd4",
  place: "#c9bb98",
  road: "#b9b39f",
  halo: "rgba(27, 33, 38, 0.9)",
  disc: "#1b2228",
  shade: "rgba(0, 0, 0, 0.45)",
  ink: "#eef2f5",
  gaps: ["#4d3a45", "#93587a", "#e07bb0"]
};
function isDark(host) {
  const colour = getComputedStyle(host).getPropertyValue("--st-background-color").trim();
  const light = brightness(colour);
  if (light !== void 0) return light < 0.5;
  return matchMedia("(prefers-color-scheme: dark)").matches;
}
function followTheme(host, tell, signal) {
  const follow = () => {
    const dark = isDark(host);
    host.classList.toggle("dark", dark);
    tell(dark);
  };
  follow();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", follow, { signal });
  const written = new MutationObserver(follow);
  const watched = { attributes: true, attributeFilter: ["style", "class"] };
  for (let one = host.parentElement; one; one = one.parentElement) written.observe(one, watched);
  signal.addEventListener("abort", () => written.disconnect());
}
function brightness(colour) {
  const hex = /^#([\da-f]{3}|[\da-f]{6})(?:[\da-f]{2})?$/i.exec(colour)?.[1];
  const wide = hex?.length === 3 ? hex.replace(/./g, "$&$&") : hex;
  const parts = wide ? [0, 2, 4].map((k) => parseInt(wide.slice(k, k + 2), 16)) : colour.startsWith("rgb") ? (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number) : [];
  if (parts.length !== 3) return void 0;
  const [red, green, blue] = parts;
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}

// src/classes.js
var MOST_CLASSES = 5;
function quantileBounds(values, most = MOST_CLASSES) {
  const sorted = [...values].sort((a, b) => a - b);
  const bounds = [];
  for (let k = 1; k < most && sorted.length; k++) {
    const at = k / most * sorted.length;
    const value = sorted[Math.min(sorted.length - 1, Math.floor(at))];
    const bound = rounded(value, sorted);
    if (bound > (bounds.at(-1) ?? sorted[0]) && bound <= sorted[sorted.length - 1])
      bounds.push(bound);
  }
  return bounds;
}
function rounded(value, sorted) {
  const below = sorted.filter((one) => one < value).at(-1);
  if (below === void 0 || value === 0) return value;
  for (let step2 = 10 ** Math.ceil(Math.log10(Math.abs(value))); step2 > 1e-9; step2 /= 10)
    for (const part of [1, 0.5]) {
      const bound = Number((Math.floor(value / (step2 * part)) * step2 * part).toPrecision(12));
      if (bound > below) return bound;
    }
  return value;
}
var classOf = (bounds, value) => bounds.filter((bound) => value >= bound).length;
function classTexts(bounds, write2) {
  if (!bounds.length) return [""];
  return [
    `< ${write2(bounds[0])}`,
    ...bounds.slice(1).map((bound, k) => `${write2(bounds[k])}–${write2(bound)}`),
    `≥ ${write2(bounds[bounds.length - 1])}`
  ];
}
var spread = (ramp, classes) => Array.from(
  { length: classes },
  (_, k) => classes === 1 ? ramp[Math.floor(ramp.length / 2)] : ramp[Math.round(k * (ramp.length - 1) / (classes - 1))]
);

// src/shares.js
var SHARES = [
  "working",
  "lost",
  "gap",
  "live",
  "surveyed",
  "cost_vnd",
  "orphans",
  "overdue"
];
var SHARES_END_ZOOM = 12;
var MILLION = 1e6;
var ORANGE = ["#fff5eb", "#fdd9b4", "#fdb27a", "#f48a44", "#c95f14"];
var PURPLE = ["#fbf0f5", "#ecc9da", "#d897b6", "#bb5f8b", "#882255"];
var BLUE = ["#f1f6fa", "#c9ddec", "#94bfdc", "#5598c6", "#1f6ca3"];
var DARK_ORANGE = ["#3a2f28", "#5f4027", "#8c5425", "#bd6a20", "#f08b35"];
var DARK_PURPLE = ["#372b33", "#573348", "#7c3e60", "#a64d7d", "#d873a6"];
var DARK_BLUE = ["#28333b", "#28485d", "#296083", "#2f7cac", "#56a8dc"];
var RAMPS = {
  working: [BLUE, DARK_BLUE],
  lost: [ORANGE, DARK_ORANGE],
  gap: [PURPLE, DARK_PURPLE],
  live: [BLUE, DARK_BLUE],
  surveyed: [BLUE, DARK_BLUE],
  cost_vnd: [ORANGE, DARK_ORANGE],
  orphans: [PURPLE, DARK_PURPLE],
  overdue: [ORANGE, DARK_ORANGE]
};
var isShare = (text) => SHARES.some((share) => share === text);
function shareClasses(share, communes, dark) {
  const values = communes.flatMap((commune) => commune[share] ?? []);
  const bounds = quantileBounds(values);
  return { bounds, colours: spread(RAMPS[share][dark ? 1 : 0], bounds.length + 1) };
}
function writeFigure(share, value, language) {
  if (share === "orphans" || share === "overdue") return value.toLocaleString(language);
  const options = { maximumFractionDigits: 1 };
  if (share === "cost_vnd") return (value / MILLION).toLocaleString(language, options);
  return value.toLocaleString(language, { ...options, style: "percent" });
}
var shareTexts = ({ bounds }, share, language) => classTexts(bounds, (value) => writeFigure(share, value, language));
var shareUnit = (share, texts) => share === "cost_vnd" ? texts.money_unit : "";
function shareColour({ share, communes, classes, palette }, commune, zoom) {
  if (!share || !classes || zoom >= SHARES_END_ZOOM) return void 0;
  const value = communes[commune]?.[share];
  return value == null ? palette.unknown : classes.colours[classOf(classes.bounds, value)];
}

// src/geometry.js
function isInside({ first, start, xy }, s, x2, y2) {
  let within = false;
  for (let k = first[s]; k < first[s + 1]; k++)
    if (isInRing(xy, start[k], start[k + 1], x2, y2)) within = !within;
  return within;
}
function isInRing(xy, from, to, x2, y2) {
  let within = false;
  let [ax, ay] = [xy[2 * to - 2], xy[2 * to - 1]];
  for (let v = from; v < to; v++) {
    const [bx, by] = [xy[2 * v], xy[2 * v + 1]];
    if (ay > y2 !== by > y2 && x2 < (ax - bx) * (y2 - by) / (ay - by) + bx) within = !within;
    [ax, ay] = [bx, by];
  }
  return within;
}
function ringTest(xy) {
  const [west, north, east, south] = boxOf(xy);
  const count2 = Math.max(1, xy.length >> 1);
  const high = (south - north) / count2 || 1;
  const edges = Array.from({ length: count2 + 1 }, () => []);
  const band = (y2) => Math.floor((y2 - north) / high);
  for (let v = 0; v < xy.length; v += 2) {
    const w = (v || xy.length) - 2;
    const [top, low] = [Math.min(xy[v + 1], xy[w + 1]), Math.max(xy[v + 1], xy[w + 1])];
    const edge = [xy[w], xy[w + 1], xy[v], xy[v + 1]];
    for (let k = band(top); k <= Math.min(count2, band(low)); k++) edges[k].push(...edge);
  }
  return (x2, y2) => {
    if (x2 < west || x2 > east || y2 < north || y2 > south) return false;
    const near = edges[band(y2)];
    let within = false;
    for (let e = 0; e < near.length; e += 4) {
      const [ay, by] = [near[e + 1], near[e + 3]];
      if (ay > y2 !== by > y2 && x2 < (near[e] - near[e + 2]) * (y2 - by) / (ay - by) + near[e + 2])
        within = !within;
    }
    return within;
  };
}
function distanceTo({ first, start, xy }, s, x2, y2) {
  let least = Infinity;
  for (let k = first[s]; k < first[s + 1]; k++)
    for (let v = start[k]; v < start[k + 1]; v++) {
      const a = 2 * Math.max(v - 1, start[k]);
      least = Math.min(least, toSegment(x2, y2, xy[a], xy[a + 1], xy[2 * v], xy[2 * v + 1]));
    }
  return least;
}
function toSegment(x2, y2, ax, ay, bx, by) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = ((x2 - ax) * dx + (y2 - ay) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x2 - ax - t * dx, y2 - ay - t * dy);
}
function isInBox(boxes2, s, x2, y2, reach) {
  const b = 4 * s;
  return x2 >= boxes2[b] - reach && x2 <= boxes2[b + 2] + reach && y2 >= boxes2[b + 1] - reach && y2 <= boxes2[b + 3] + reach;
}
function boxOf(xy) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let v = 0; v < xy.length; v += 2) {
    box[0] = Math.min(box[0], xy[v]);
    box[1] = Math.min(box[1], xy[v + 1]);
    box[2] = Math.max(box[2], xy[v]);
    box[3] = Math.max(box[3], xy[v + 1]);
  }
  return box;
}

// src/spatial.js
var FINEST = 20;
var LEAST = 4;
var WHOLE = -Infinity;
var [RING_LEVEL, STATES] = [13, 4];
var BITS = 16;
var PLACES2 = 2 ** 21;
var CameraIndex = class {
  /** Places of the cameras, in the order of their keys. @type {Int32Array} */
  order;
  /** @type {Uint32Array} */
  keys;
  /** @type {Map<number, {n: number, start: Int32Array, box: Float64Array}>} */
  #levels = /* @__PURE__ */ new Map();
  #running;
  /** @type {Uint8Array} */
  #mask;
  /** @param {Positions} cameras all of them are shown at first */
  constructor(cameras) {
    this.cameras = cameras;
    const { n, x: x2, y: y2 } = cameras;
    const [west, east] = range(x2);
    const [north, south] = range(y2);
    const wide = Math.max(east - west, south - north, 1e-12);
    this.finest = Math.max(LEAST, Math.min(FINEST, Math.floor(BITS - 1e-9 - Math.log2(wide))));
    const side = 2 ** this.finest;
    const packed = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const key = spread2((x2[i] - west) * side) + 2 * spread2((y2[i] - north) * side);
      packed[i] = key * PLACES2 + i;
    }
    packed.sort();
    [this.order, this.keys] = [new Int32Array(n), new Uint32Array(n)];
    for (let k = 0; k < n; k++) {
      this.keys[k] = Math.floor(packed[k] / PLACES2);
      this.order[k] = packed[k] - this.keys[k] * PLACES2;
    }
    this.#sortByCommune();
    this.#mask = new Uint8Array(n).fill(1);
    this.#running = runningSums(this.order, cameras, this.#mask, cameras.sight, STATES);
  }
  /** Put what is sorted by key into the order of communes, those of one as they are. */
  #sortByCommune() {
    const { commune } = this.cameras;
    if (!commune) return;
    const [order, keys] = [this.order.slice(), this.keys.slice()];
    const next = new Uint32Array(257);
    for (const one of commune) next[one + 1] += 1;
    for (let c = 0; c < 256; c++) next[c + 1] += next[c];
    for (let k = 0; k < order.length; k++) {
      const at = next[commune[order[k]]]++;
      [this.order[at], this.keys[at]] = [order[k], keys[k]];
    }
  }
  /**
   * The commune of a cell, as its place; 255 of those in none.
   *
   * @param {Cell} cell
   */
  communeOf = ({ from }) => this.cameras.commune?.[this.order[from]] ?? 255;
  /**
   * All that is shown of each commune that overlaps a box, as one cell.
   *
   * @param {Box} box
   */
  communes = (box) => this.#within(box, this.#level(WHOLE));
  /**
   * The cells of a level that hold cameras: where each starts in `order`, and its box.
   *
   * @param {number} level
   */
  cells(level) {
    return this.#level(Math.max(LEAST, Math.min(this.finest, level)));
  }
  /** @param {number} level */
  #level(level) {
    let cells = this.#levels.get(level);
    if (!cells) this.#levels.set(level, cells = this.#cut(level));
    return cells;
  }
  /** @param {number} level */
  #cut(level) {
    const size = 4 ** (this.finest - level);
    const {
      order,
      keys,
      cameras: { x: x2, y: y2, commune }
    } = this;
    const start = [];
    const box = [];
    for (let k = 0, last = -1, home = -1, at = -4; k < order.length; k++) {
      const [cell, px, py] = [Math.floor(keys[k] / size), x2[order[k]], y2[order[k]]];
      const lies2 = commune ? commune[order[k]] : 0;
      if (cell !== last || lies2 !== home) {
        start.push(k);
        at = box.push(px, py, px, py) - 4;
        [last, home] = [cell, lies2];
      }
      if (px < box[at]) box[at] = px;
      if (py < box[at + 1]) box[at + 1] = py;
      if (px > box[at + 2]) box[at + 2] = px;
      if (py > box[at + 3]) box[at + 3] = py;
    }
    start.push(order.length);
    return { n: start.length - 1, start: Int32Array.from(start), box: Float64Array.from(box) };
  }
  /**
   * Say which cameras are shown, and of which group each is, of so many: by how they see, where
   * nothing else is said.
   *
   * @param {Uint8Array} mask
   * @param {Uint8Array} [groups]
   * @param {number} [count]
   */
  show(mask, groups = this.cameras.sight, count2 = STATES) {
    this.#mask = mask;
    this.#running = runningSums(this.order, this.cameras, mask, groups, count2);
  }
  /**
   * The cells of a level that overlap a box and show something.
   *
   * @param {Box} box
   * @param {number} level
   * @returns {Cell[]}
   */
  within(box, level) {
    return this.#within(box, this.cells(level));
  }
  /**
   * @param {Box} box
   * @param {ReturnType<CameraIndex["cells"]>} cells
   * @returns {Cell[]}
   */
  #within([west, north, east, south], { n, start, box }) {
    const found = [];
    for (let c = 0, b = 0; c < n; c++, b += 4) {
      if (box[b] > east || box[b + 2] < west || box[b + 1] > south || box[b + 3] < north) continue;
      const [from, to] = [start[c], start[c + 1]];
      const count2 = this.#running.n[to] - this.#running.n[from];
      if (count2) found.push({ from, to, n: count2 });
    }
    return found;
  }
  /**
   * How many, where in the mean, of which group: of a cell that shows something.
   *
   * @param {Cell} cell
   */
  sums({ from, to, n }) {
    const { x: x2, y: y2, groups } = this.#running;
    return {
      n,
      x: (x2[to] - x2[from]) / n,
      y: (y2[to] - y2[from]) / n,
      groups: groups.map((sum) => sum[to] - sum[from])
    };
  }
  /**
   * The shown cameras within a ring of vertices.
   *
   * @param {Float64Array} ring x, y of each in turn
   */
  inside(ring2) {
    const { x: x2, y: y2 } = this.cameras;
    const isInside2 = ringTest(ring2);
    const found = [];
    for (const i of this.shown(this.within(boxOf(ring2), RING_LEVEL)))
      if (isInside2(x2[i], y2[i])) found.push(i);
    return found;
  }
  /**
   * The shown cameras of cells.
   *
   * @param {Cell[]} cells
   */
  *shown(cells) {
    for (const { from, to } of cells)
      for (let k = from; k < to; k++) if (this.#mask[this.order[k]]) yield this.order[k];
  }
};
function runningSums(order, { n, x: x2, y: y2 }, mask, of, count2) {
  const sums = {
    n: new Uint32Array(n + 1),
    x: new Float64Array(n + 1),
    y: new Float64Array(n + 1),
    groups: Array.from({ length: count2 }, () => new Uint32Array(n + 1))
  };
  for (let k = 0; k < n; k++) {
    const i = order[k];
    const on = mask[i];
    sums.n[k + 1] = sums.n[k] + on;
    sums.x[k + 1] = sums.x[k] + on * x2[i];
    sums.y[k + 1] = sums.y[k] + on * y2[i];
    for (let g = 0; g < count2; g++) sums.groups[g][k + 1] = sums.groups[g][k];
    if (on) sums.groups[of[i]][k + 1] += 1;
  }
  return sums;
}
function range(values) {
  let [least, most] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    if (values[i] < least) least = values[i];
    if (values[i] > most) most = values[i];
  }
  return values.length ? [least, most] : [0, 0];
}
function spread2(value) {
  let v = Math.floor(value) & 65535;
  v = (v | v << 8) & 16711935;
  v = (v | v << 4) & 252645135;
  v = (v | v << 2) & 858993459;
  return (v | v << 1) & 1431655765;
}

// src/stages.js
var STAGES = ["installed", "working", "after"];
var RESTORED = 3;
var BEST_FIRST = [0, RESTORED, 2, 1];
var SEEING = 0;
function sightAt(stage, { today, row: row2 }, restored) {
  if (stage === "installed") return new Uint8Array(today.length).fill(SEEING);
  if (stage === "working") return today;
  const back = new Set(restored);
  return today.map((sight, i) => back.has(row2[i]) ? RESTORED : sight);
}

// src/state.js
var MapState = class _MapState {
  filter = new Filter();
  symbols = new SymbolPictures();
  /** @type {Palette} */
  palette = LIGHT;
  /** What cameras are coloured by. @type {Colouring} */
  colouring = "sight";
  /** @type {Groups} */
  groups;
  /** The classes of the figure that communes are coloured by. @type {Classes | undefined} */
  classes;
  /** Kinds of keepers, the most frequent first. @type {string[]} */
  keepers;
  /** @type {Set<number>} */
  hiddenViews = /* @__PURE__ */ new Set();
  /** Places by how they are seen: 2 lost, 3 gap. @type {Set<number>} */
  shownPlaces = /* @__PURE__ */ new Set();
  showsRedundancy = false;
  isMeasuring = false;
  /** Whether it is drawn for a sheet of paper, where smaller letters can be read. */
  onPaper = false;
  /** Whether raster tiles lie beneath. */
  hasTiles = false;
  /** @type {Stage} */
  stage;
  /** @type {Share | null} */
  share = null;
  /** Row of the camera whose card is open. @type {number | undefined} */
  selected;
  /** @type {EquipmentLink | undefined} */
  links;
  /** Which cameras are chosen together, 1 by place; none where nobody chose. */
  /** @type {Uint8Array | undefined} */
  chosen;
  /** Pixels of the canvas for each on the screen; that of the screen where none is said. */
  /** @type {number | undefined} */
  ratio;
  /** Which cameras the filters leave. @type {Uint8Array} */
  mask = new Uint8Array();
  /** Places of cameras that are neither drawn nor counted. @type {Set<number> | undefined} */
  leftOut;
  /** How many there are of every group in view. */
  groupCounts = new Uint32Array();
  /** How many cameras are in view, of those that are shown. */
  inView = 0;
  /** How many there are of every value in view. @type {Record<Kind, Uint32Array>} */
  counts = byKind(() => new Uint32Array());
  hiddenCount = 0;
  /** @type {string} */
  language;
  /** @type {Source} */
  source;
  /** @type {Tiles} */
  tiles;
  /** Each map shows them at a stage of its own. @type {Cameras} */
  cameras;
  /** @type {Commune[]} */
  communes;
  /** Whether the boundaries are not the official ones. @type {boolean} */
  schematic;
  /** @type {Shapes} */
  land;
  /** @type {CameraIndex} */
  index;
  /**
   * @param {Settings} settings
   * @param {Permalink} permalink
   * @param {MapData} data
   * @param {Tiles} tiles
   */
  constructor(settings, permalink, data, tiles) {
    this.stage = settings.restored ? "after" : "working";
    this.readAddress(settings, permalink);
    this.language = settings.language;
    this.source = data.source;
    this.tiles = tiles;
    this.cameras = { ...data.cameras };
    this.keepers = data.keepers;
    this.communes = data.communes;
    this.schematic = data.schematic;
    this.land = data.land;
    this.index = new CameraIndex(this.cameras);
    this.groups = groupsBy(this.colouring, this.cameras, settings, this.keepers);
  }
  /**
   * Show what the address says, and no more.
   *
   * @param {Settings} settings
   * @param {Permalink} permalink
   */
  readAddress(settings, permalink) {
    const { hidden, share, colour, places, often, unseen } = permalink.read();
    this.filter.clear();
    for (const [kind, place] of hidden) this.filter.toggle(kind, place, false);
    this.shownPlaces = places ?? new Set(settings.places);
    this.showsRedundancy = often;
    this.hiddenViews = unseen ?? /* @__PURE__ */ new Set();
    this.colouring = isColouring(colour) ? colour : "sight";
    this.share = isShare(share) ? share : null;
  }
  get isDark() {
    return this.palette === DARK;
  }
  /** @param {boolean} dark */
  darken(dark) {
    this.palette = dark ? DARK : LIGHT;
    this.classify();
  }
  /**
   * Colour communes by a figure, once it is here.
   *
   * @param {Share | null} share
   */
  async tint(share) {
    const { communes, source } = this;
    this.share = share;
    if (share && communes.every((commune) => commune[share] === void 0))
      (await source.figures()).forEach((figure, k) => Object.assign(communes[k] ?? {}, figure));
    this.classify();
  }
  /** Work out the classes of the figure that communes are coloured by. */
  classify() {
    const { share, communes } = this;
    this.classes = share ? shareClasses(share, communes, this.isDark) : void 0;
  }
  /**
   * Show another revision in the same way.
   *
   * @param {MapData} data
   * @param {Tiles} tiles
   */
  take({ source, communes, keepers, schematic, cameras, land }, tiles) {
    const own = { ...cameras };
    const index = new CameraIndex(own);
    Object.assign(this, { source, tiles, communes, keepers, schematic, cameras: own, land, index });
    this.classify();
  }
  /**
   * Take the page's filters where they are new; what the legend hides stays hidden.
   *
   * @param {Settings} settings
   * @param {Settings} [before]
   */
  readFilters({ filters, choices }, before) {
    const place = this.communes.findIndex(({ code }) => code === filters.commune);
    this.filter.commune = filters.commune == null ? null : place;
    if (differ(before?.filters.statuses ?? null, filters.statuses))
      this.filter.only("status", filters.statuses, choices.status.length);
    if (differ(before?.filters.origins ?? null, filters.origins))
      this.filter.only("origin", filters.origins, choices.origin.length);
  }
  /**
   * Work out which cameras are shown, and of which group each is.
   *
   * @param {Settings} settings
   */
  applyFilters(settings) {
    const { cameras, colouring } = this;
    cameras.sight = sightAt(this.stage, cameras, settings.restored);
    Object.assign(this, this.filter.apply(cameras));
    this.groups = groupsBy(colouring, cameras, settings, this.keepers);
    this.index.show(this.mask, this.groups.of, this.groups.styles.length);
  }
  /**
   * Count what lies in a box.
   *
   * @param {Box} box
   */
  count(box) {
    Object.assign(this, this.filter.count(this.cameras, box, this.groups.of, this.leftOut));
  }
  /**
   * The same, with something else about it.
   *
   * @param {Partial<MapState>} changes
   * @returns {MapState}
   */
  with(changes) {
    return Object.assign(Object.create(_MapState.prototype), this, changes);
  }
};
var differ = (one, other) => JSON.stringify(one) !== JSON.stringify(other);

// src/view.js
var CLOSEST_ZOOM = 17;
var PADDING_PX = 10;
var [WIDE_PX, LEFT_PANEL_PX, TOOLS_PX, INSET_PX] = [860, 284, 54, 152];
var RING_STEP = 2;
var CLOSEST_RING_ZOOM = 18;
var HALO = { pane: "halo", interactive: false };
var HALO_STYLE = { color: "#ffb000", weight: 11, opacity: 0.6, fill: false };
var boundsOf = (L, [west, south, east, north]) => L.latLngBounds([south, west], [north, east]);
function viewBox(map) {
  const bounds = map.getBounds().toBBoxString().split(",").map(Number);
  return mercatorBox(
    /** @type {Bounds} */
    bounds
  );
}
var View = class {
  #context;
  /** @type {GeoJSON | undefined} */
  #halo;
  /** Whether the host has had no size until now. */
  #isUnseen = false;
  /** @param {MapContext} context */
  constructor(context) {
    this.#context = context;
  }
  /** Find the first view: of the address, of the last visit, or of what the page speaks of. */
  open() {
    const { map, host, settings, permalink } = this.#context;
    const view = permalink.read().view ?? storedView(settings);
    if (view) {
      map.setView(view.centre, view.zoom, { animate: false });
      this.#mark();
    } else this.focus();
    this.#isUnseen = !host.clientWidth;
  }
  /** Follow the size of the host; one that was hidden until now has its view still to find. */
  fitHost() {
    const { map, host, settings } = this.#context;
    const appears = this.#isUnseen && host.clientWidth > 0;
    const stored = storedView(settings);
    map.invalidateSize({ animate: false });
    if (!appears) return false;
    this.#isUnseen = false;
    if (stored) map.setView(stored.centre, stored.zoom, { animate: false });
    else this.focus();
    return true;
  }
  /** The whole province, as far as its communes go. */
  get province() {
    const { L, state } = this.#context;
    const all = state.communes.map(({ bounds }) => boundsOf(L, bounds));
    return all.reduce((whole, one) => whole.extend(one), L.latLngBounds([]));
  }
  /** Show, and mark, what the page speaks of. */
  focus() {
    const { L, state, settings } = this.#context;
    const { focus } = settings;
    this.#mark();
    const bounds = state.communes.find(({ code }) => code === focus?.commune)?.bounds;
    const wanted = bounds ?? focus?.bounds;
    this.show(wanted ? boundsOf(L, wanted) : this.province, false);
  }
  /**
   * Bring bounds into the part of the map that no panel covers.
   *
   * @param {LatLngBounds} bounds
   * @param {boolean} animate
   */
  show(bounds, animate) {
    const { map, host } = this.#context;
    const beside = host.clientWidth >= WIDE_PX;
    const right = bounds.equals(this.province) ? INSET_PX : TOOLS_PX;
    map.fitBounds(bounds, {
      paddingTopLeft: [beside ? LEFT_PANEL_PX : PADDING_PX, PADDING_PX],
      paddingBottomRight: [beside ? right : PADDING_PX, PADDING_PX],
      maxZoom: CLOSEST_ZOOM,
      animate
    });
  }
  /**
   * Point out a place that was searched for.
   *
   * @param {GeoJSON.Geometry} geometry
   */
  pointOut = (geometry) => {
    this.#mark(geometry);
  };
  /**
   * Put a halo around the place the page speaks of.
   *
   * @param {GeoJSON.GeoJsonObject | undefined} [geometry]
   */
  #mark(geometry = this.#context.settings.focus?.geometry) {
    const { L, map, host } = this.#context;
    this.#halo?.remove();
    host.dataset.marked = String(Boolean(geometry));
    if (!geometry) return;
    this.#halo = L.geoJSON(geometry, {
      ...HALO,
      style: HALO_STYLE,
      pointToLayer: (_, at) => L.circleMarker(at, { ...HALO, radius: 14 })
    }).addTo(map);
  }
  /** Remember the view for the next visit, and tell it in the address. */
  keep() {
    const { map, host, settings, permalink } = this.#context;
    if (!host.clientWidth) return;
    const { lat, lng } = map.getCenter();
    const view = { centre: [lat, lng], zoom: map.getZoom(), focus: settings.focus };
    if (settings.key) sessionStorage.setItem(storageKey(settings.key), JSON.stringify(view));
    permalink.view({ lat, lng }, view.zoom);
  }
};
function openRing({ L, map, state }, ring2, at) {
  const { bounds } = ring2.isWhole && state.communes[ring2.commune] || {};
  const closer = Math.min(map.getZoom() + RING_STEP, CLOSEST_RING_ZOOM);
  if (!bounds) return map.setView(at, closer);
  const zoom = map.getBoundsZoom(boundsOf(L, bounds));
  if (zoom <= map.getZoom()) return map.setView(at, closer);
  return map.fitBounds(boundsOf(L, bounds), { padding: [PADDING_PX, PADDING_PX] });
}
var storageKey = (key) => `view.${key}`;
function storedView({ key, focus }) {
  const text = key && sessionStorage.getItem(storageKey(key));
  const view = text ? JSON.parse(text) : null;
  return view && !differ(view.focus, focus) ? view : null;
}

// src/basemap.js
var NONE2 = "none";
var MOST_TILES = 160;
var MOST_STEPS_UP = 4;
var SIDE_PX = { raster: 256, vector: 512 };
var Background = class {
  /** Who made what is seen. */
  source = element("span", { className: "background-source" });
  /** @type {GridLayer | undefined} */
  #layer;
  #camera;
  /** @param {CameraMap} camera */
  constructor(camera) {
    this.#camera = camera;
    this.chosen = "";
    camera.map.on("moveend", () => this.#cover());
    this.read();
  }
  /** Show what the address asks for. */
  read() {
    const { base } = this.#camera.permalink.read();
    const named2 = this.names.find((one) => one === base) ?? this.names[0] ?? "";
    this.chosen = base === NONE2 ? "" : named2;
    this.#show();
  }
  /** What there is to choose from. */
  get names() {
    const { tiles, basemaps, texts } = this.#camera.settings;
    return [...tiles ? [texts.background] : [], ...basemaps.map(({ name }) => name)];
  }
  /** @param {string} name empty for none */
  choose(name) {
    this.chosen = name;
    this.#camera.permalink.base(name === this.names[0] ? null : name || NONE2);
    this.#show();
    this.#camera.redraw();
  }
  /** Take up files that have changed. */
  update() {
    if (!this.names.includes(this.chosen)) this.chosen = "";
    this.#show();
  }
  get basemap() {
    return this.#camera.settings.basemaps.find(({ name }) => name === this.chosen);
  }
  #show() {
    const { L, map, settings, troubles } = this.#camera;
    this.#layer?.remove();
    this.#layer = void 0;
    const { basemap } = this;
    if (basemap) this.#layer = basemapLayer(L, basemap, troubles);
    else if (settings.tiles && this.chosen) this.#layer = this.#service(settings.tiles.url);
    this.#layer?.addTo(map);
    this.source.textContent = basemap?.attribution ?? (this.chosen && settings.tiles?.attribution) ?? "";
    this.#cover();
  }
  /** Tell the picture whether the ground it would draw itself is there already. */
  #cover() {
    const { L, map, state } = this.#camera;
    const { basemap } = this;
    state.hasTiles = basemap ? lies(L, basemap, map) : Boolean(this.#layer);
  }
  /** @param {string} url */
  #service(url) {
    const { L, troubles } = this.#camera;
    let failed = false;
    return L.tileLayer(url, { maxZoom: MAP_OPTIONS.maxZoom }).on("loading", () => failed = false).on("tileerror", ({ error }) => {
      failed = true;
      troubles.report("background", error, "missing");
    }).on("load", () => failed || troubles.end("background")).on("remove", () => troubles.end("background"));
  }
};
var leastZoom = ({ kind, zooms }) => zooms[0] + Math.log2(SIDE_PX[kind] / 256);
var lies = (L, basemap, map) => boundsOf(L, basemap.bounds).contains(map.getCenter()) && Math.round(map.getZoom()) >= leastZoom(basemap);
function basemapLayer(L, basemap, troubles, ratio = Math.min(2, devicePixelRatio || 1)) {
  const side = SIDE_PX[basemap.kind];
  const tiles = new TileCache(basemap);
  const retry = new Retry(() => layer.redraw());
  const createTile = (coords, done) => {
    const canvas = element("canvas", { width: side * ratio, height: side * ratio });
    draw(canvas, coords).then(
      () => done(void 0, canvas),
      (error) => {
        troubles.report("background", error);
        retry.later();
        done(error, canvas);
      }
    );
    return canvas;
  };
  const draw = async (canvas, { x: x2, y: y2, z }) => {
    const place = { z: z - Math.log2(side / 256), x: x2, y: y2 };
    const { content, steps } = await tiles.nearest(place);
    if (!content) return;
    const times = 2 ** steps;
    const [left, top] = [x2 % times, y2 % times];
    const g = surface(canvas);
    g.scale(ratio, ratio);
    if (Array.isArray(content)) {
      const view = { side: side * times, left: -left * side, top: -top * side };
      paintTile(g, content, { ...view, zoom: z, shown: side });
    } else {
      const [wide, tall] = [content.width / times, content.height / times];
      g.drawImage(content, left * wide, top * tall, wide, tall, 0, 0, side, side);
    }
  };
  const Layer = L.GridLayer.extend({ createTile });
  const layer = new /** @type {any} */
  Layer({
    className: `basemap ${basemap.kind}`,
    tileSize: side,
    minZoom: leastZoom(basemap),
    maxZoom: MAP_OPTIONS.maxZoom,
    bounds: boundsOf(L, basemap.bounds),
    keepBuffer: 1
  });
  return layer.on("load", () => tiles.failed || (retry.reset(), troubles.end("background"))).on("loading", () => tiles.failed = false).on("remove", () => (retry.stop(), troubles.end("background")));
}
var TileCache = class {
  /** @type {Map<string, Promise<TileContent>>} */
  #known = /* @__PURE__ */ new Map();
  failed = false;
  /** @param {Basemap} basemap */
  constructor(basemap) {
    this.basemap = basemap;
  }
  /**
   * The tile of a place, or the nearest above it, and how many zooms that lies above.
   *
   * @param {{z: number, x: number, y: number}} place
   */
  async nearest({ z, x: x2, y: y2 }) {
    const [first, last] = this.basemap.zooms;
    const begin2 = Math.max(0, z - last);
    for (let steps = begin2; steps <= begin2 + MOST_STEPS_UP && z - steps >= first; steps++) {
      const content = await this.#get(z - steps, x2 >> steps, y2 >> steps);
      if (content) return { content, steps };
    }
    return { content: null, steps: 0 };
  }
  /**
   * @param {number} z
   * @param {number} x
   * @param {number} y
   */
  #get(z, x2, y2) {
    const path = `${z}/${x2}/${y2}`;
    const known = this.#known.get(path) ?? this.#load(path, { z, x: x2, y: y2 });
    this.#known.delete(path);
    this.#known.set(path, known);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MOST_TILES) break;
      this.#known.delete(oldest);
    }
    known.catch(() => {
      this.failed = true;
      this.#known.delete(path);
    });
    return known;
  }
  /**
   * @param {string} path
   * @param {{z: number, x: number, y: number}} place
   * @returns {Promise<TileContent>}
   */
  async #load(path, place) {
    const { key, kind } = this.basemap;
    const url = new URL(`map/basemap/${key}/${path}`, document.baseURI);
    const answer = await fetch(url, { credentials: "same-origin" });
    if (answer.status === 204) return null;
    if (!answer.ok) throw new Error(`${answer.status} ${url.pathname}`);
    if (kind === "raster") return createImageBitmap(await answer.blob());
    return readDrawings(await answer.arrayBuffer(), place);
  }
};

// src/inset.js
var OVERVIEW_ENDS_ZOOM = 10;
var WIDTH = 132;
var HEIGHT = 168;
var [WEST, SOUTH, EAST, NORTH] = [105, 6, 117, 19.2];
var ISLANDS = {
  hoang_sa: {
    label: [112.2, 15.1],
    at: [
      [111.6, 16.5],
      [111.75, 16.45],
      [112, 16.55],
      [112.3, 16.95],
      [112.33, 16.83],
      [111.2, 15.78],
      [112.72, 16.67],
      [111.5, 17.1]
    ]
  },
  truong_sa: {
    label: [112.3, 7.4],
    at: [
      [111.92, 8.64],
      [114.33, 10.18],
      [114.36, 10.38],
      [114.28, 11.43],
      [114.47, 11.08],
      [112.88, 9.6],
      [113.84, 9.9],
      [114.1, 9.72],
      [115.8, 9.9],
      [112.58, 8.1],
      [114.8, 8.2],
      [113.3, 8.85],
      [115.5, 10.7]
    ]
  }
};
var ISLAND_NAMES = (
  /** @type {const} */
  ["hoang_sa", "truong_sa"]
);
var SHARP2 = 3;
var [LEFT, RIGHT] = [WEST, EAST].map(mercatorX);
var [TOP, BOTTOM] = [NORTH, SOUTH].map(mercatorY);
var x = (mercator) => (mercator - LEFT) / (RIGHT - LEFT) * WIDTH;
var y = (mercator) => (mercator - TOP) / (BOTTOM - TOP) * HEIGHT;
function addInset({ map, state, settings }) {
  const canvas = makeInset(state.land, settings.texts);
  const show2 = () => canvas.hidden = map.getZoom() >= OVERVIEW_ENDS_ZOOM;
  map.on("zoomend", show2);
  show2();
  return canvas;
}
function makeInset(land, texts) {
  const canvas = element("canvas", {
    className: "inset",
    width: SHARP2 * WIDTH,
    height: SHARP2 * HEIGHT
  });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${texts.hoang_sa}; ${texts.truong_sa}`);
  const g = surface(canvas);
  g.scale(SHARP2, SHARP2);
  drawProvince(g, land);
  for (const name of ISLAND_NAMES) {
    const { label, at } = ISLANDS[name];
    g.fillStyle = "#5b6670";
    for (const [lon, lat] of at) {
      g.beginPath();
      g.arc(x(mercatorX(lon)), y(mercatorY(lat)), 1.3, 0, 2 * Math.PI);
      g.fill();
    }
    writeLabel(g, texts[name], x(mercatorX(label[0])), y(mercatorY(label[1])));
  }
  return canvas;
}
function drawProvince(g, { n, first, start, xy }) {
  g.fillStyle = "#fdfcf8";
  g.strokeStyle = "#7d8790";
  g.lineWidth = 0.8;
  g.beginPath();
  for (let k = first[n - 1]; k < first[n]; k++)
    for (let v = 2 * start[k]; v < 2 * start[k + 1]; v += 2) {
      if (v === 2 * start[k]) g.moveTo(x(xy[v]), y(xy[v + 1]));
      else g.lineTo(x(xy[v]), y(xy[v + 1]));
    }
  g.fill();
  g.stroke();
}
function writeLabel(g, text, centre, top) {
  g.font = '600 9.5px "Noto Sans", sans-serif';
  g.textAlign = "center";
  g.fillStyle = "#33404a";
  text.split("\n").forEach((line2, k) => g.fillText(line2, centre, top + 11 * k));
}

// src/clusters.js
var APART_PX = 1.5;
var [MOST_STEPS, MOST_LOOKS] = [300, 4e5];
var ringRadius = (count2) => count2 < 2 ? 6 : Math.min(24, 9 + 4.4 * Math.log10(count2));
var FAR_ZOOM = 8.25;
var communeRadius = (zoom) => {
  const [least, growth] = zoom < FAR_ZOOM ? [4.6, 1.3] : [8.5, 2.4];
  return (count2) => Math.min(17, least + growth * Math.log10(count2));
};
function gather(cells, index, frame) {
  const rings = cells.map((cell) => ring(cell, index, frame, ringRadius));
  return moveApart(joinOverlapping(rings.sort((a, b) => b.n - a.n)));
}
function communeRings(cells, index, frame) {
  const radius = communeRadius(frame.zoom);
  const rings = cells.map((cell) => ring(cell, index, frame, radius));
  for (const one of rings) one.isWhole = one.commune < 255;
  return moveApart(rings.sort((a, b) => b.n - a.n));
}
function ring(cell, index, frame, radius) {
  const { n, x: x2, y: y2, groups } = index.sums(cell);
  const [px, py] = [frame.x(x2), frame.y(y2)];
  const commune = index.communeOf(cell);
  return { n, groups, x: px, y: py, r: radius(n), commune, isWhole: false, home: [px, py] };
}
function joinOverlapping(rings) {
  const apart = [];
  for (const one of rings) {
    const near = apart.find(
      (other) => other.commune === one.commune && isWithin(other, one.x, one.y, other.r + one.r + 1)
    );
    if (near) absorb(near, one);
    else apart.push(one);
  }
  return apart.length === rings.length ? apart : joinOverlapping(apart);
}
function absorb(into, one) {
  const n = into.n + one.n;
  into.x = (into.x * into.n + one.x * one.n) / n;
  into.y = (into.y * into.n + one.y * one.n) / n;
  into.home = [into.x, into.y];
  into.groups = into.groups.map((count2, k) => count2 + one.groups[k]);
  into.n = n;
  into.r = ringRadius(n);
}
function moveApart(rings) {
  const most = Math.min(MOST_STEPS, MOST_LOOKS / rings.length ** 2);
  let [moved, steps] = [true, 0];
  while (moved && steps++ < most) {
    moved = false;
    for (let i = 0; i < rings.length; i++)
      for (let k = i + 1; k < rings.length; k++) moved = pushApart(rings[i], rings[k]) || moved;
  }
  return rings;
}
function pushApart(one, other) {
  const least = one.r + other.r + APART_PX;
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  if (Math.abs(dx) >= least || Math.abs(dy) >= least) return false;
  const distance = Math.hypot(dx, dy);
  if (distance >= least - 0.01) return false;
  const [ux, uy] = distance > 0.01 ? [dx / distance, dy / distance] : [0.6, 0.8];
  const share = other.r ** 2 / (one.r ** 2 + other.r ** 2);
  const push = least - distance;
  one.x -= ux * push * share;
  one.y -= uy * push * share;
  other.x += ux * push * (1 - share);
  other.y += uy * push * (1 - share);
  return true;
}
var isWithin = (one, x2, y2, distance) => (one.x - x2) * (one.x - x2) + (one.y - y2) * (one.y - y2) < distance * distance;
function ringParts(groups) {
  const least = 0.06;
  const total = groups.reduce((a, b) => a + b);
  const shares = groups.map((count2) => count2 ? Math.max(count2 / total, least) : 0);
  const sum = shares.reduce((a, b) => a + b);
  return shares.map((share) => 2 * Math.PI * share / sum);
}

// src/frame.js
var GRASP_PX = 4;
var Frame = class {
  /** @type {number} */
  zoom;
  /** Side of the whole world in pixels. @type {number} */
  world;
  /** @type {number} */
  width;
  /** @type {number} */
  height;
  /** Where the picture begins, in pixels of the world. @type {number} */
  left;
  /** @type {number} */
  top;
  /** @type {LatLng} */
  corner;
  /** The part of the world that is shown. @type {Box} */
  box;
  /** Boxes of names and symbols, so that names find free room. @type {Box[]} */
  occupied = [];
  /** @type {Hit[]} */
  hits = [];
  /** @type {DrawnShape[]} */
  shapes = [];
  /** @type {Spokes | undefined} */
  spokes;
  /**
   * @param {LeafletMap} map
   * @param {number} padding on every side, as a share of the map's size
   */
  constructor(map, padding) {
    const size = map.getSize();
    this.zoom = map.getZoom();
    this.world = 256 * 2 ** this.zoom;
    const middle2 = map.project(map.getCenter(), this.zoom);
    const half = size.multiplyBy(0.5 + padding);
    this.width = Math.ceil(2 * half.x);
    this.height = Math.ceil(2 * half.y);
    this.left = Math.round(middle2.x - half.x + 0.25);
    this.top = Math.round(middle2.y - half.y + 0.25);
    this.corner = map.unproject([this.left, this.top], this.zoom);
    this.box = this.around(0);
  }
  /** @param {number} mercator */
  x = (mercator) => mercator * this.world - this.left;
  /** @param {number} mercator */
  y = (mercator) => mercator * this.world - this.top;
  /**
   * The part of the world shown, with some pixels around it.
   *
   * @param {number} pixels
   * @returns {Box}
   */
  around(pixels) {
    const { world, left, top, width, height } = this;
    return [
      (left - pixels) / world,
      (top - pixels) / world,
      (left + width + pixels) / world,
      (top + height + pixels) / world
    ];
  }
  /**
   * Tell whether a box of Mercator coordinates, the s-th of many, comes into the picture.
   *
   * @param {Float64Array} boxes
   * @param {number} s
   */
  shows(boxes2, s) {
    const [west, north, east, south] = this.box;
    const b = 4 * s;
    return boxes2[b] <= east && boxes2[b + 2] >= west && boxes2[b + 1] <= south && boxes2[b + 3] >= north;
  }
  /**
   * Tell whether nothing is drawn in a box of pixels yet; from then on something is.
   *
   * @param {Box} box
   */
  isFree(box) {
    const busy = this.occupied.some(
      (t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1]
    );
    if (!busy) this.occupied.push(box);
    return !busy;
  }
  /**
   * Add the paths of a shape to the canvas's current path.
   *
   * @param {Canvas2D} g
   * @param {Shapes} shapes
   * @param {number} s
   * @param {boolean} closed
   */
  track(g, shapes, s, closed) {
    const { world, left, top } = this;
    const { first, start, xy } = shapes;
    for (let k = first[s]; k < first[s + 1]; k++) {
      for (let v = 2 * start[k]; v < 2 * start[k + 1]; v += 2) {
        const x2 = xy[v] * world - left;
        const y2 = xy[v + 1] * world - top;
        if (v === 2 * start[k]) g.moveTo(x2, y2);
        else g.lineTo(x2, y2);
      }
      if (closed) g.closePath();
    }
  }
};

// src/cameras.js
var COMMUNE_RINGS_ZOOM = 10.75;
var SYMBOL_ZOOM = 12.5;
var FOOTPRINT_ZOOM = 15;
var ALONE_ZOOM = 18;
var MARGIN_PX = 60;
var SYMBOLS_MOST = 1200;
var KNOT = 5;
var LEAST_FOR_NUMBER_PX = 8.5;
var AT_ONCE = 100;
var DISC = 2.6;
var CHOSEN = "#7a3db8";
function chosenCameras(state, frame) {
  const { index } = state;
  const { zoom } = frame;
  const box = frame.around(MARGIN_PX);
  if (zoom < COMMUNE_RINGS_ZOOM)
    return { rings: communeRings(index.communes(box), index, frame), single: [] };
  if (zoom < SYMBOL_ZOOM) return divided(state, frame, index.within(box, Math.round(zoom + 2)), 2);
  const cells = index.within(box, Math.round(zoom));
  const count2 = cells.reduce((sum, cell) => sum + cell.n, 0);
  if (count2 <= SYMBOLS_MOST || zoom >= ALONE_ZOOM)
    return { rings: [], single: inside(state, cells, box) };
  return divided(state, frame, index.within(box, Math.round(zoom + 2.5)), KNOT);
}
function divided(state, frame, cells, least) {
  const full = cells.filter((cell) => cell.n >= least);
  const rings = gather(full, state.index, frame);
  const single = [...state.index.shown(cells.filter((cell) => cell.n < least))];
  return { rings, single };
}
function inside({ index, cameras: { x: x2, y: y2 } }, cells, [west, north, east, south]) {
  const found = [];
  for (const i of index.shown(cells))
    if (x2[i] > west && x2[i] < east && y2[i] > north && y2[i] < south) found.push(i);
  return found;
}
function* drawCameras(g, state, frame, { rings, single }) {
  let drawn = 0;
  for (const ring2 of rings.reverse()) {
    const { r } = ring2;
    drawLeader(g, ring2, state);
    frame.occupied.push([ring2.x - r - 2, ring2.y - r - 2, ring2.x + r + 2, ring2.y + r + 2]);
    frame.hits.push({ x: ring2.x, y: ring2.y, r, ring: ring2 });
    drawRing(g, ring2, state);
    if (++drawn % 40 === 0) yield;
  }
  yield* drawSymbols(g, state, frame, single);
}
function* drawSymbols(g, state, frame, single) {
  const { cameras, selected, chosen, groups } = state;
  const { zoom } = frame;
  const far = zoom < SYMBOL_ZOOM;
  const r = far ? 4.4 : Math.min(6, 2.6 + 0.85 * (zoom - SYMBOL_ZOOM));
  let drawn = 0;
  for (const group of groups.order)
    for (const i of single) {
      if (groups.of[i] !== group) continue;
      const style = groups.styles[group];
      const [x2, y2] = [frame.x(cameras.x[i]), frame.y(cameras.y[i])];
      drawDirection(g, state, frame, i, r);
      const symbol = state.symbols.of(style, r, zoom < 14 ? 0.9 : 1.3);
      g.drawImage(
        symbol.canvas,
        x2 - symbol.half,
        y2 - symbol.half,
        2 * symbol.half,
        2 * symbol.half
      );
      if (chosen?.[i]) drawMark(g, x2, y2, r + 3.5);
      if (cameras.row[i] === selected) drawSelection(g, x2, y2, r, state.palette.ink);
      frame.hits.push({ x: x2, y: y2, r: r + GRASP_PX, camera: i });
      frame.occupied.push([x2 - r, y2 - r, x2 + r, y2 + r]);
      if (++drawn % AT_ONCE === 0) yield;
    }
}
function drawDirection(g, { cameras, groups }, frame, i, r) {
  const { zoom } = frame;
  const { colour } = groups.styles[groups.of[i]];
  const [x2, y2] = [frame.x(cameras.x[i]), frame.y(cameras.y[i])];
  if (zoom >= 14 && zoom < FOOTPRINT_ZOOM) drawNeedle(g, cameras.azimuth[i], colour, x2, y2, r);
  if (zoom < FOOTPRINT_ZOOM || cameras.hasFootprint[i]) return;
  const disc = DISC * r;
  hatchedDisc(g, x2, y2, disc, colour);
  frame.hits.push({ x: x2, y: y2, r: disc, camera: i, isArea: true });
}
function drawMark(g, x2, y2, r) {
  g.beginPath();
  g.arc(x2, y2, r, 0, 2 * Math.PI);
  g.strokeStyle = CHOSEN;
  g.lineWidth = 2;
  g.setLineDash([]);
  g.stroke();
}
function drawSelection(g, x2, y2, r, colour) {
  g.beginPath();
  g.arc(x2, y2, r + 6, 0, 2 * Math.PI);
  g.strokeStyle = colour;
  g.lineWidth = 2.5;
  g.setLineDash([]);
  g.stroke();
}
function drawNeedle(g, azimuth, colour, x2, y2, r) {
  if (azimuth === NO_DIRECTION) return;
  const angle = azimuth / 10 * (Math.PI / 180);
  g.beginPath();
  g.moveTo(x2, y2);
  g.lineTo(x2 + Math.sin(angle) * r * 2.8, y2 - Math.cos(angle) * r * 2.8);
  g.strokeStyle = colour;
  g.lineWidth = 1.6;
  g.stroke();
}
function drawLeader(g, { x: x2, y: y2, r, home }, { palette }) {
  if (Math.hypot(home[0] - x2, home[1] - y2) < r + 2) return;
  g.setLineDash([]);
  g.beginPath();
  g.moveTo(x2, y2);
  g.lineTo(...home);
  g.lineWidth = 1;
  g.strokeStyle = palette.province;
  g.stroke();
  g.beginPath();
  g.arc(...home, 2, 0, 2 * Math.PI);
  g.fillStyle = palette.province;
  g.fill();
}
function drawRing(g, { x: x2, y: y2, n, r, groups }, { language, palette, groups: { styles } }) {
  const disc = (radius, colour) => {
    g.beginPath();
    g.arc(x2, y2, radius, 0, 2 * Math.PI);
    g.fillStyle = colour;
    g.fill();
  };
  disc(r + 2.6, palette.shade);
  disc(r + 1.2, palette.disc);
  g.setLineDash([]);
  let from = -Math.PI / 2;
  ringParts(groups).forEach((angle, group) => {
    if (!angle) return;
    g.beginPath();
    g.arc(x2, y2, r - 2.2, from, from += angle);
    g.lineWidth = r < LEAST_FOR_NUMBER_PX ? 3.2 : r < 13 ? 3.6 : 4.6;
    g.strokeStyle = styles[group].colour;
    g.stroke();
  });
  if (r < LEAST_FOR_NUMBER_PX) return;
  g.fillStyle = palette.ink;
  g.font = `600 ${r > 17 ? 11.5 : r > 13 ? 10.5 : 9}px ${FONT}`;
  g.textAlign = "center";
  g.textBaseline = "middle";
  g.fillText(shortCount(n, language), x2, y2 + 0.5);
}
function shortCount(n, language) {
  if (n < 1e3) return String(n);
  const thousands = n < 1e4 ? (n / 1e3).toFixed(1) : String(Math.round(n / 1e3));
  return `${language === "en" ? thousands : thousands.replace(".", ",")}k`;
}

// src/source.js
var [STREET_TILES, COMMUNE_TILES] = [13, 11];
var [REACHABLE, VIEW, DETAIL] = [0, 1, 2];
var once = (work) => {
  let answer;
  return () => answer ??= work().catch((error) => (answer = void 0, Promise.reject(error)));
};
var MOST_ANSWERS = 500;
var Source = class {
  /** What maps have asked for by tile, see Tiles. @type {Map<string, Loaded>} */
  cache = /* @__PURE__ */ new Map();
  /** @type {Reader} */
  reader;
  /**
   * @param {Reader} reader
   * @param {string} [revision] what it is called
   */
  constructor(reader, revision = "") {
    this.reader = reader;
    this.revision = revision;
  }
  /** What was told of single things. @type {Map<string, Promise<unknown>>} */
  #answers = /* @__PURE__ */ new Map();
  cameras = once(async () => decodeCameras(await this.reader.bytes("cameras.bin")));
  land = once(() => this.shapes("land"));
  communes = once(
    async () => (
      /** @type {{communes: Commune[], keepers: string[], schematic: boolean, confidential: number[]}} */
      await this.reader.json("communes.json")
    )
  );
  /** Figures of the communes that are asked for only when one is to be shown. */
  figures = once(
    async () => (
      /** @type {Partial<Commune>[]} */
      await this.reader.json("figures.json")
    )
  );
  /**
   * @param {string} path
   * @param {boolean} [fresh]
   */
  async shapes(path, fresh) {
    return decodeShapes(await this.reader.bytes(`${path}.bin`, fresh));
  }
  /**
   * @param {string} path
   * @param {boolean} [fresh]
   */
  async names(path, fresh) {
    return (
      /** @type {PlaceName[]} */
      await this.reader.json(`${path}.json`, fresh)
    );
  }
  /** @param {number} row */
  camera = (row2) => this.#answer(`camera ${row2}`, () => this.reader.camera(row2));
  /** @param {number} row */
  place = (row2) => this.#answer(`place ${row2}`, () => this.reader.place(row2));
  /** @param {number} place among the communes */
  commune = (place) => this.#answer(`commune ${place}`, () => this.reader.commune(place));
  /**
   * An answer that is asked for once, by the pointer or by a click, whichever comes first.
   *
   * @template T
   * @param {string} key
   * @param {() => Promise<T>} ask
   * @returns {Promise<T>}
   */
  #answer(key, ask) {
    const known = (
      /** @type {Promise<T> | undefined} */
      this.#answers.get(key)
    );
    if (known) return known;
    const answer = ask();
    this.#answers.set(key, answer);
    answer.catch(() => this.#answers.delete(key));
    for (const oldest of this.#answers.keys())
      if (this.#answers.size > MOST_ANSWERS) this.#answers.delete(oldest);
    return answer;
  }
  /**
   * @param {string} path
   * @param {boolean} [fresh]
   */
  async roadNames(path, fresh) {
    return (
      /** @type {Record<string, string>} */
      await this.reader.json(`${path}.json`, fresh)
    );
  }
  /** All that the map needs before it can draw anything. */
  async begin() {
    const [{ communes, keepers, schematic, confidential }, located, land] = await Promise.all([
      this.communes(),
      this.cameras(),
      this.land()
    ]);
    const cameras = { ...located, confidential };
    return { source: this, communes, keepers, schematic, cameras, land };
  }
};
var ServedSources = class {
  /** @type {{key: string, source: Source} | undefined} */
  #last;
  /** @param {Pick<Settings, "revision" | "language">} settings */
  of = ({ revision, language }) => {
    const key = `${revision} ${language}`;
    if (this.#last?.key !== key)
      this.#last = { key, source: new Source(new ServedReader(revision, language), revision) };
    return this.#last.source;
  };
};
var ServedReader = class {
  /**
   * @param {string} revision
   * @param {string} language
   */
  constructor(revision, language) {
    this.language = language;
    this.root = new URL(`map/${revision}/`, document.baseURI);
  }
  /**
   * @param {string} path
   * @param {{q?: string, fresh?: boolean | undefined}} [options]
   */
  async get(path, { q, fresh } = {}) {
    const url = new URL(path, this.root);
    if (q !== void 0) url.searchParams.set("q", q);
    url.searchParams.set("language", this.language);
    const cache = fresh ? "reload" : "default";
    const answer = await fetch(url, { credentials: "same-origin", cache });
    if (!answer.ok) throw new Error(`${answer.status} ${url.pathname}`);
    return answer;
  }
  /**
   * @param {string} path
   * @param {boolean} [fresh]
   */
  async bytes(path, fresh) {
    return (await this.get(path, { fresh })).arrayBuffer();
  }
  /**
   * @param {string} path
   * @param {boolean} [fresh]
   * @returns {Promise<unknown>}
   */
  async json(path, fresh) {
    return (await this.get(path, { fresh })).json();
  }
  /** @param {number} row */
  async camera(row2) {
    return (
      /** @type {CameraAnswer} */
      await this.json(`camera/${row2}`)
    );
  }
  /** @param {number} row */
  async place(row2) {
    return (
      /** @type {CardText} */
      await this.json(`place/${row2}`)
    );
  }
  /** @param {number} place */
  async commune(place) {
    return (
      /** @type {CardText} */
      await this.json(`commune/${place}`)
    );
  }
  /** @param {string} q */
  async search(q) {
    return (
      /** @type {SearchHit[]} */
      await (await this.get("search", { q })).json()
    );
  }
  async newest() {
    const url = new URL("newest", this.root);
    const answer = await fetch(url, { credentials: "same-origin", cache: "no-store" });
    if (answer.status === 404) return void 0;
    if (!answer.ok) throw new Error(`${answer.status} ${url.pathname}`);
    return (
      /** @type {{revision: string}} */
      (await answer.json()).revision
    );
  }
  /** @param {string} q */
  async find(q) {
    return (
      /** @type {FoundCamera | null} */
      await (await this.get("find", { q })).json()
    );
  }
};

// src/ground.js
var TILES_BEGIN_ZOOM = 12;
var ROADS_BEGIN_ZOOM = 9.5;
var BUILDINGS_BEGIN_ZOOM = 15.5;
var AT_ONCE2 = 150;
var ROADS2 = [0.9, 1.15, 1.5, 1.9];
function* drawWater(g, state, frame) {
  if (frame.zoom < TILES_BEGIN_ZOOM || state.hasTiles) return;
  g.fillStyle = state.palette.water;
  g.strokeStyle = state.palette.shore;
  g.lineWidth = 0.8;
  yield* eachShape("water", COMMUNE_TILES, state, frame, (tile, s) => {
    g.beginPath();
    frame.track(g, tile, s, true);
    g.fill("evenodd");
    g.stroke();
  });
}
function* drawBuildings(g, state, frame) {
  if (frame.zoom < BUILDINGS_BEGIN_ZOOM) return;
  g.fillStyle = state.palette.building;
  g.strokeStyle = state.palette.wall;
  g.lineWidth = 0.8;
  yield* eachShape("buildings", STREET_TILES, state, frame, (tile, s) => {
    g.beginPath();
    frame.track(g, tile, s, true);
    g.fill("evenodd");
    g.stroke();
  });
}
function* eachShape(what, zoom, state, frame, draw) {
  let drawn = 0;
  for (const tile of state.tiles.within(what, zoom, frame))
    for (let s = 0; s < tile.n; s++) {
      if (!frame.shows(tile.box, s)) continue;
      draw(tile, s);
      if (++drawn % AT_ONCE2 === 0) yield;
    }
}
function* drawRoads(g, state, frame) {
  const { zoom } = frame;
  const { roads, roadEdge, farRoad } = state.palette;
  if (zoom < ROADS_BEGIN_ZOOM || state.hasTiles) return;
  const near = zoom >= TILES_BEGIN_ZOOM;
  const tiles = near ? state.tiles.within("roads", COMMUNE_TILES, frame) : state.tiles.whole("roads");
  const strong = zoom >= 13;
  g.lineCap = "round";
  g.lineJoin = "round";
  g.setLineDash([]);
  const grown = Math.max(0.7, zoom - 10.5);
  const stroke3 = (rank, colour, wider) => {
    g.lineWidth = ROADS2[rank] * grown + wider;
    g.strokeStyle = colour;
    return strokeRoads(g, tiles, rank, frame);
  };
  for (const rank of ROADS2.keys())
    yield* stroke3(rank, strong ? roadEdge : farRoad, strong ? 1.6 : 0);
  if (strong) for (const [rank, colour] of roads.entries()) yield* stroke3(rank, colour, 0);
  g.lineCap = "butt";
}
function* strokeRoads(g, tiles, rank, frame) {
  for (const tile of tiles) {
    let count2 = 0;
    g.beginPath();
    for (let s = 0; s < tile.n; s++) {
      if (tile.layer[s] !== rank || !frame.shows(tile.box, s)) continue;
      frame.track(g, tile, s, false);
      if (++count2 % AT_ONCE2) continue;
      g.stroke();
      yield;
      g.beginPath();
    }
    g.stroke();
  }
}

// src/places.js
var SIGN_PX = 7;
var AT_ONCE3 = 200;
var [STATES2, IMPORTANCE] = [8, 2048];
var GAP_WIDTHS = [0.8, 1.4, 2.4];
var GAP = 3;
var isShown = (tile, s, { filter }, frame) => filter.inCommune(Math.floor(tile.layer[s] / STATES2) % 256) && frame.shows(tile.box, s);
function* drawPlaces(g, state, frame) {
  if (state.stage !== "working") return;
  g.lineCap = "round";
  if (state.showsRedundancy) yield* drawKind(g, "redundancy", REDUNDANCY, state, frame, () => true);
  for (const one of [...state.shownPlaces].sort().reverse())
    yield* drawKind(g, "places", PLACE, state, frame, (kind) => kind === one);
  g.setLineDash([]);
  g.lineCap = "butt";
  g.globalAlpha = 1;
}
function* drawKind(g, what, styles, state, frame, wanted) {
  const drawn = /* @__PURE__ */ new Set();
  const near = frame.zoom >= TILES_BEGIN_ZOOM;
  for (const tile of tilesOf(what, state, frame))
    for (let s = 0, count2 = 0; s < tile.n; s++) {
      const kind = tile.layer[s] % STATES2;
      const isTwice = near && drawn.has(tile.owner[s]);
      if (isTwice || !wanted(kind) || !isShown(tile, s, state, frame)) continue;
      drawn.add(tile.owner[s]);
      if (!near && kind === GAP) drawGap(g, tile, s, state, frame);
      else drawPlace(g, tile, s, styles[kind], frame);
      if (near && what === "places") notePlace(frame, tile, s, kind);
      if (++count2 % AT_ONCE3 === 0) yield;
    }
}
function tilesOf(what, { tiles }, frame) {
  const near = frame.zoom >= TILES_BEGIN_ZOOM;
  return near ? tiles.within(what, COMMUNE_TILES, frame) : tiles.whole(what);
}
var isPoint = ({ first, start }, s) => start[first[s] + 1] - start[first[s]] === 1;
function notePlace(frame, tile, s, state) {
  const row2 = tile.owner[s];
  if (!isPoint(tile, s)) return void frame.shapes.push({ tile, s, row: row2, state });
  const { xy, start, first } = tile;
  for (let v = 2 * start[first[s]]; v < 2 * start[first[s + 1]]; v += 2)
    frame.hits.push({
      x: frame.x(xy[v]),
      y: frame.y(xy[v + 1]),
      r: SIGN_PX + GRASP_PX,
      row: row2,
      state
    });
}
function drawPlace(g, tile, s, style, frame) {
  if (!style) return;
  if (!isPoint(tile, s)) return void drawLine(g, tile, s, style, frame);
  for (let v = 2 * tile.start[tile.first[s]]; v < 2 * tile.start[tile.first[s + 1]]; v += 2)
    drawPoint(g, style, frame.x(tile.xy[v]), frame.y(tile.xy[v + 1]));
}
function drawLine(g, tile, s, { colour, dash }, frame) {
  const { zoom } = frame;
  g.beginPath();
  frame.track(g, tile, s, false);
  g.setLineDash(zoom < TILES_BEGIN_ZOOM ? [] : dash);
  g.lineWidth = zoom < 10 ? 1.3 : zoom < 13 ? 2 : 4;
  g.globalAlpha = zoom < 13 ? 0.7 : 0.5;
  g.strokeStyle = colour;
  g.stroke();
  g.globalAlpha = 1;
}
function drawGap(g, tile, s, { palette }, frame) {
  const importance = Math.floor(tile.layer[s] / IMPORTANCE);
  g.beginPath();
  frame.track(g, tile, s, false);
  g.setLineDash([]);
  g.lineWidth = GAP_WIDTHS[importance] * (frame.zoom < 10 ? 1 : 1.5);
  g.strokeStyle = palette.gaps[importance];
  g.stroke();
}
function drawPoint(g, { colour, dash }, x2, y2) {
  g.beginPath();
  g.moveTo(x2, y2 - SIGN_PX);
  g.lineTo(x2 + SIGN_PX, y2);
  g.lineTo(x2, y2 + SIGN_PX);
  g.lineTo(x2 - SIGN_PX, y2);
  g.closePath();
  g.fillStyle = `${colour}30`;
  g.fill();
  g.setLineDash(dash.length ? [3, 2] : []);
  g.lineWidth = 1.8;
  g.strokeStyle = colour;
  g.stroke();
}

// src/share_legend.js
function shareRows(camera) {
  const { texts } = camera.settings;
  const choice2 = element("select", { ariaLabel: texts.colour, className: "tint" });
  choice2.append(
    new Option(texts.no_colour, ""),
    ...SHARES.map((share) => new Option(texts.shares[share], share))
  );
  choice2.addEventListener(
    "change",
    () => camera.showShare(isShare(choice2.value) ? choice2.value : null)
  );
  const scale = element("div", { className: "ramp" });
  const box = element("div", { className: "share" }, subtitle(texts.colour), choice2, scale);
  const update = () => {
    box.hidden = camera.map.getZoom() >= SHARES_END_ZOOM;
    choice2.value = camera.state.share ?? "";
    scale.replaceChildren(...shareSteps(camera.state, camera.settings));
  };
  return { box, update };
}
function shareSteps({ share, classes, communes, palette }, { texts, language }) {
  if (!share || !classes) return [];
  const unit = shareUnit(share, texts);
  const steps = shareTexts(classes, share, language).map(
    (text, k) => step(classes.colours[k], text)
  );
  if (communes.some((commune) => commune[share] == null))
    steps.push(step(palette.unknown, texts.no_figure));
  return unit ? [element("span", { className: "unit", textContent: unit }), ...steps] : steps;
}
function step(colour, text) {
  const patch2 = element("span", { className: "patch" });
  patch2.style.background = colour;
  return element("span", { className: "step" }, patch2, text);
}

// src/legend.js
var NOT_SEEN = [2, 3];
var VIEWS = (
  /** @type {const} */
  [
    [DETAIL, "detail"],
    [REACHABLE, "reachable"]
  ]
);
function makeLegend(camera) {
  const { texts, write: write2 } = camera.settings;
  const makers = [sightRows, colourRows, filterRows, placeRows, shareRows, viewRows];
  const parts = makers.map((make) => make(camera));
  const hint = element("div", { className: "hint" });
  const box = element("details", { className: "legend" });
  const title = element("summary");
  const total = element("div", { className: "in-view" });
  const body = element("div", { className: "rows" }, total, ...parts.map((p) => p.box), hint);
  box.append(title, body);
  const update = () => {
    const { state, map } = camera;
    parts.forEach((part) => part.update());
    title.textContent = texts.legends[state.stage];
    const all = state.cameras.n - state.hiddenCount;
    total.textContent = filled(texts.in_view, { count: write2(state.inView), all: write2(all) });
    hint.textContent = texts[hintAt(map.getZoom(), camera.settings)];
  };
  return { box, update };
}
function hintAt(zoom, { lacks = [] }) {
  if (zoom < SYMBOL_ZOOM) return "hint_rings";
  return zoom < FOOTPRINT_ZOOM || lacks.includes("footprints") ? "hint_symbols" : "hint_footprints";
}
function sightRows(camera) {
  const { texts } = camera.settings;
  const rows = choiceRows(camera, "sight", texts.sights, BEST_FIRST, legendSymbol);
  const restored = rows.box.children[BEST_FIRST.indexOf(RESTORED)];
  const update = () => {
    rows.update();
    restored.toggleAttribute("hidden", camera.state.stage !== "after");
    rows.box.classList.toggle("plain", camera.state.colouring !== "sight");
  };
  return { box: rows.box, update };
}
function colourRows(camera) {
  const { texts, write: write2 } = camera.settings;
  const options = COLOURINGS.map((one) => new Option(texts.colourings[one], one));
  const choice2 = element("select", { ariaLabel: texts.colour_by, className: "colouring" });
  choice2.append(...options);
  choice2.addEventListener("change", () => {
    if (isColouring(choice2.value)) camera.colourBy(choice2.value);
  });
  const key = element("div", { className: "key" });
  const box = element("div", { className: "colours" }, subtitle(texts.colour_by), choice2, key);
  const update = () => {
    const { colouring, groups, groupCounts } = camera.state;
    choice2.value = colouring;
    const rows = groups.names.flatMap(
      (name, k) => colouring === "sight" || !groupCounts[k] ? [] : keyRow(styleSymbol(groups.styles[k]), name, write2(groupCounts[k]))
    );
    key.replaceChildren(...rows);
  };
  return { box, update };
}
var keyRow = (symbol, textContent, count2) => element(
  "div",
  { className: "row" },
  symbol,
  element("span", { className: "name", textContent }),
  element("span", { className: "count", textContent: count2 })
);
function choiceRows(camera, kind, names, order, symbol) {
  const { settings, state } = camera;
  const { filter } = state;
  const rows = order.map((k) => {
    const count2 = element("span", { className: "count" });
    const change = (shown) => {
      filter.toggle(kind, k, shown);
      camera.filtered();
    };
    const line2 = switchRow(symbol(k), names[k], count2, !filter.hidden[kind].has(k), change);
    return { k, count: count2, ...line2 };
  });
  const update = () => {
    for (const { k, count: count2, input } of rows) {
      count2.textContent = settings.write(state.counts[kind][k] ?? 0);
      input.checked = !filter.hidden[kind].has(k);
    }
  };
  return { box: element("div", { className: kind }, ...rows.map(({ row: row2 }) => row2)), update };
}
function filterRows(camera) {
  const { texts, choices } = camera.settings;
  const kinds = (
    /** @type {const} */
    ["status", "origin"]
  );
  const parts = kinds.map(
    (kind) => choiceRows(camera, kind, texts[kind], [...choices[kind].keys()], () => "")
  );
  const titles = [texts.by_status, texts.by_origin].map(subtitle);
  const summary = element("summary", { textContent: texts.filters });
  const box = element("details", { className: "filters" }, summary);
  parts.forEach((part, k) => box.append(titles[k], part.box));
  return { box, update: () => parts.forEach((part) => part.update()) };
}
function placeRows(camera) {
  const { texts, lacks = [] } = camera.settings;
  const { state } = camera;
  const places = NOT_SEEN.map((k) => {
    const change = (shown) => {
      state.shownPlaces[shown ? "add" : "delete"](k);
      camera.layersChanged();
    };
    const symbol = lineSymbol(PLACE[k]);
    return { k, ...switchRow(symbol, texts.places[k], "", state.shownPlaces.has(k), change) };
  });
  const importance = element("div", { className: "importances", title: texts.importance });
  const scale = redundancyScale(texts);
  const redundancy = switchRow("", texts.redundancy, "", state.showsRedundancy, (shown) => {
    state.showsRedundancy = shown;
    camera.layersChanged();
  });
  redundancy.row.hidden = lacks.includes("redundancy");
  const rows = places.map(({ row: row2 }) => row2);
  const title = subtitle(texts.not_seen);
  const box = element("div", {}, title, ...rows, importance, redundancy.row, scale);
  const update = () => {
    box.hidden = state.stage !== "working" || lacks.includes("places");
    for (const { k, input } of places) input.checked = state.shownPlaces.has(k);
    redundancy.input.checked = state.showsRedundancy;
    scale.hidden = !state.showsRedundancy;
    importance.hidden = !state.shownPlaces.has(3) || camera.map.getZoom() >= TILES_BEGIN_ZOOM;
    importance.replaceChildren(...importanceSteps(state, texts));
  };
  return { box, update };
}
var importanceSteps = ({ palette }, texts) => GAP_WIDTHS.map((width, k) => {
  const line2 = element("span", { className: "line" });
  line2.style.borderTop = `${Math.max(1.5, width + 0.5)}px solid ${palette.gaps[k]}`;
  return element("span", { className: "step" }, line2, texts.importances[k]);
}).reverse();
function viewRows(camera) {
  const { texts, lacks = [] } = camera.settings;
  const { hiddenViews } = camera.state;
  const rows = VIEWS.map(([view, kind]) => {
    const change = (shown) => {
      hiddenViews[shown ? "delete" : "add"](view);
      camera.layersChanged();
    };
    const symbol = element("span", { className: `view ${kind}` });
    return switchRow(symbol, texts[kind], "", !hiddenViews.has(view), change).row;
  });
  const views = element("div", {}, subtitle(texts.views), ...rows);
  const box = element("div", {}, views);
  box.append(...basemapRow(camera));
  const update = () => {
    views.hidden = camera.map.getZoom() < FOOTPRINT_ZOOM || lacks.includes("footprints");
  };
  return { box, update };
}
function basemapRow({ settings, background }) {
  const { texts } = settings;
  const { names, chosen } = background;
  if (!names.length) return [];
  if (names.length === 1) {
    const change = (shown) => background.choose(shown ? names[0] : "");
    return [switchRow("", texts.background, "", Boolean(chosen), change).row];
  }
  const choice2 = element("select", { ariaLabel: texts.background });
  choice2.append(new Option(texts.no_background, ""), ...names.map((name) => new Option(name)));
  choice2.value = chosen ?? "";
  choice2.addEventListener("change", () => background.choose(choice2.value));
  return [element("div", { className: "share" }, subtitle(texts.background), choice2)];
}
function redundancyScale(texts) {
  const steps = REDUNDANCY.slice(1).map((style, k) => {
    const text = element("span", { textContent: k < 2 ? String(k + 1) : "3+" });
    return element("span", { className: "step" }, lineSymbol(style), text);
  });
  return element("div", { className: "scale", hidden: true, title: texts.redundancy }, ...steps);
}
function switchRow(symbol, text, count2, checked, change) {
  const input = element("input", { type: "checkbox", checked });
  input.addEventListener("change", () => change(input.checked));
  const name = element("span", { className: "name", textContent: text });
  return { input, row: element("label", {}, input, symbol, name, count2) };
}
function lineSymbol(style) {
  const line2 = element("span", { className: "line" });
  if (!style) return line2;
  const { colour, dash } = style;
  const pattern = dash.length ? dash[0] < dash[1] ? "dotted" : "dashed" : "solid";
  line2.style.borderTop = `4px ${pattern} ${colour}`;
  return line2;
}

// src/measure.js
var LINE2 = { color: "#7a3db8", weight: 3, dashArray: "6 4", interactive: false };
var AREA2 = { stroke: false, fillColor: "#7a3db8", fillOpacity: 0.14, interactive: false };
var [SEMI_MAJOR_M, ECCENTRICITY_SQUARED] = [6378137, 0.00669437999014];
var radians = (degrees) => degrees * Math.PI / 180;
function metresPerDegree(latitude) {
  const w = Math.sqrt(1 - ECCENTRICITY_SQUARED * Math.sin(radians(latitude)) ** 2);
  const meridian = SEMI_MAJOR_M * (1 - ECCENTRICITY_SQUARED) / w ** 3;
  return [radians(SEMI_MAJOR_M / w * Math.cos(radians(latitude))), radians(meridian)];
}
function length(points) {
  return points.slice(1).reduce((sum, b, k) => {
    const a = points[k];
    const [perLon, perLat] = metresPerDegree((a.lat + b.lat) / 2);
    return sum + Math.hypot((b.lng - a.lng) * perLon, (b.lat - a.lat) * perLat);
  }, 0);
}
function area(points) {
  const middle2 = points.reduce((sum, p) => sum + p.lat, 0) / points.length;
  const [perLon, perLat] = metresPerDegree(middle2);
  const [{ lat, lng }] = points;
  const at = points.map((p) => [(p.lng - lng) * perLon, (p.lat - lat) * perLat]);
  const twice = at.reduce((sum, [x2, y2], k) => {
    const [nx, ny] = at[(k + 1) % at.length];
    return sum + x2 * ny - nx * y2;
  }, 0);
  return Math.abs(twice) / 2;
}
var Measure = class {
  #camera;
  #words;
  /** @type {LatLng[]} */
  #points = [];
  /** @type {Polyline | undefined} */
  #line;
  /** @type {Polygon | undefined} */
  #ground;
  /** @param {CameraMap} camera */
  constructor(camera) {
    const { map, state, settings } = camera;
    const { texts } = settings;
    this.#camera = camera;
    this.#words = element("span", { className: "told", ariaLive: "polite" });
    this.box = element(
      "div",
      { className: "measure", hidden: true },
      this.#words,
      button(texts.measure_again, "", () => this.clear()),
      button(texts.measure_end, "", () => this.toggle())
    );
    map.on("click", ({ latlng }) => state.isMeasuring && this.#put(latlng));
    map.on("mousemove", ({ latlng }) => state.isMeasuring && this.#draw([...this.#points, latlng]));
    map.on("mouseout", () => state.isMeasuring && this.#draw(this.#points));
    camera.listen((event) => this.#press(event));
  }
  toggle() {
    const { host, map, state } = this.#camera;
    state.isMeasuring = !state.isMeasuring;
    host.classList.toggle("measuring", state.isMeasuring);
    map.doubleClickZoom[state.isMeasuring ? "disable" : "enable"]();
    map.closePopup();
    this.box.hidden = !state.isMeasuring;
    const tool = host.querySelector("button.measure");
    tool?.setAttribute("aria-pressed", String(state.isMeasuring));
    this.clear();
  }
  /**
   * By keyboard: Enter takes the middle of the map, Escape ends.
   *
   * @param {KeyboardEvent} event
   */
  #press(event) {
    const { map, state } = this.#camera;
    if (!state.isMeasuring) return;
    if (event.key === "Enter") this.#put(map.getCenter());
    if (event.key === "Escape") this.toggle();
  }
  clear() {
    this.#points = [];
    this.#draw([]);
  }
  /** @param {LatLng} latlng */
  #put(latlng) {
    this.#points.push(latlng);
    this.#draw(this.#points);
  }
  /** @param {LatLng[]} points */
  #draw(points) {
    const { L, map, settings } = this.#camera;
    this.#line ??= L.polyline([], LINE2).addTo(map);
    this.#ground ??= L.polygon([], AREA2).addTo(map);
    this.#line.setLatLngs(points);
    this.#ground.setLatLngs(points.length > 2 ? [points] : []);
    this.#words.textContent = points.length < 2 ? settings.texts.measure_hint : measureText(points, settings);
  }
};
function measureText(points, { texts, language }) {
  const write2 = (value, digits) => value.toLocaleString(language, { maximumFractionDigits: digits });
  const metres = length(points);
  const long = metres < 1e3 ? `${write2(metres, 1)} m` : `${write2(metres / 1e3, 3)} km`;
  if (points.length < 3) return long;
  const square = area(points);
  const wide = square < 1e4 ? `${write2(square, 0)} m²` : `${write2(square / 1e4, 2)} ha`;
  return filled(texts.measured, { length: long, area: wide });
}

// src/land.js
var FINE_ZOOM = 13;
var outlines = (state, frame) => frame.zoom >= FINE_ZOOM && state.tiles.shapes("fine") || state.land;
function drawLand(g, state, frame) {
  const shapes = outlines(state, frame);
  const province = shapes.n - 1;
  const track = (s) => {
    g.beginPath();
    frame.track(g, shapes, s, true);
  };
  g.lineJoin = "round";
  if (!state.hasTiles) stroke2(g, track, province, state.palette.coast, 7);
  for (let s = 0; s < province; s++) {
    if (!frame.shows(shapes.box, s)) continue;
    const colour = landColour(state, s, frame);
    if (!colour) continue;
    track(s);
    g.fillStyle = colour;
    g.fill("evenodd");
  }
}
function landColour(state, s, { zoom }) {
  const share = shareColour(state, s, zoom);
  if (share) return state.hasTiles ? `${share}b0` : share;
  if (state.hasTiles) return null;
  const { chosen, land } = state.palette;
  return s === state.filter.commune && zoom < FINE_ZOOM ? chosen : land;
}
function drawBorders(g, state, frame) {
  const [shapes, { palette }] = [outlines(state, frame), state];
  g.lineJoin = "round";
  g.setLineDash([]);
  const track = (s) => {
    g.beginPath();
    frame.track(g, shapes, s, true);
  };
  for (let s = 0; s < shapes.n - 1; s++)
    if (frame.shows(shapes.box, s)) stroke2(g, track, s, palette.border, 0.9);
  const { commune } = state.filter;
  if (commune != null && frame.shows(shapes.box, commune))
    stroke2(g, track, commune, palette.chosenBorder, 1.8);
  stroke2(g, track, shapes.n - 1, palette.province, 1.6);
}
function stroke2(g, track, s, colour, width) {
  track(s);
  g.strokeStyle = colour;
  g.lineWidth = width;
  g.stroke();
}
function communeAt(shapes, x2, y2) {
  for (let s = 0; s < shapes.n - 1; s++)
    if (isInBox(shapes.box, s, x2, y2, 0) && isInside(shapes, s, x2, y2)) return s;
  return void 0;
}

// src/orientation.js
var NAME_BEGINS_ZOOM = 14.5;
var METRES_PER_KM = 1e3;
var WINDS = 8;
function communeName({ map, state }) {
  if (map.getZoom() < NAME_BEGINS_ZOOM) return "";
  const { lat, lng } = map.getCenter();
  const place = communeAt(state.land, mercatorX(lng), mercatorY(lat));
  return place === void 0 ? "" : state.communes[place].name;
}
function whereCamerasAre(camera) {
  const { L, map, state, settings } = camera;
  if (state.inView || !state.mask.length) return void 0;
  const centre = map.getCenter();
  const i = nearest(state, mercatorX(centre.lng), mercatorY(centre.lat));
  if (i < 0) return void 0;
  const { x: x2, y: y2 } = state.cameras;
  const at = map.unproject(L.point(x2[i], y2[i]).multiplyBy(256 * 2 ** 20), 20);
  const east = x2[i] - mercatorX(centre.lng);
  const south = y2[i] - mercatorY(centre.lat);
  const turn = (Math.atan2(east, -south) / (2 * Math.PI) + 1) % 1;
  const distance = (centre.distanceTo(at) / METRES_PER_KM).toLocaleString(settings.language, {
    maximumFractionDigits: 1
  });
  const wind = settings.texts.winds[Math.round(turn * WINDS) % WINDS];
  const text = filled(settings.texts.nothing_here, { distance, wind });
  const go = () => map.setView(at, map.getZoom(), { animate: false });
  return { text, go };
}
function nearest({ cameras: { n, x: x2, y: y2 }, mask }, atX, atY) {
  let [best, least] = [-1, Infinity];
  for (let i = 0; i < n; i++) {
    if (!mask[i]) continue;
    const distance = (x2[i] - atX) ** 2 + (y2[i] - atY) ** 2;
    if (distance < least) [best, least] = [i, distance];
  }
  return best;
}

// src/confidential.js
function released(camera) {
  const { state } = camera;
  const { cameras, groups, links } = state;
  const mask = state.mask.slice();
  const leftOut = new Set(cameras.confidential);
  const secret = [...leftOut].filter((i) => mask[i]);
  for (const i of secret) mask[i] = 0;
  const index = new CameraIndex(cameras);
  index.show(mask, groups.of, groups.styles.length);
  const hiddenCount = state.hiddenCount + secret.length;
  const open2 = links && { ...links, cameras: links.cameras.filter((i) => !leftOut.has(i)) };
  const shown = { mask, index, hiddenCount, leftOut, links: open2 };
  return Object.assign(Object.create(camera), { state: state.with(shown) });
}

// src/picking.js
var LINE_GRASP_PX = 7;
var PLACES_WORST_FIRST = [2, 3];
var SIGNS_ORDER = ["ring", "camera", "equipment", "place", "commune"];
var LINES_ORDER = ["ring", "equipment", "place", "camera", "commune"];
function targetsAt(frame, state, point2) {
  const x2 = (point2.x + frame.left) / frame.world;
  const y2 = (point2.y + frame.top) / frame.world;
  const finds = [
    ...signsAt(frame, state, point2),
    ...spokesAt(frame, point2),
    ...shapesAt(frame, state, x2, y2)
  ];
  finds.sort((a, b) => a.depth - b.depth || compare(a.order, b.order));
  const targets = /* @__PURE__ */ new Map();
  for (const { drawn, depth } of finds) {
    const target = { ...targetOf(drawn), depth };
    const key = keyOf(target);
    if (!targets.has(key)) targets.set(key, target);
  }
  const place = communeAt(outlines(state, frame), x2, y2);
  if (place !== void 0) targets.set("commune", { kind: "commune", depth: 2, place });
  return [...targets.values()];
}
var keyOf = ({ kind, place, link, ring: ring2 }) => `${kind} ${place ?? link?.name ?? `${ring2?.x} ${ring2?.y}`}`;
function targetOf({ ring: ring2, link, camera, row: row2 }) {
  if (ring2) return { kind: "ring", ring: ring2 };
  if (link) return { kind: "equipment", link };
  return camera === void 0 ? { kind: "place", place: row2 ?? -1 } : { kind: "camera", place: camera };
}
var badness = ({ camera, state }, { cameras }) => camera === void 0 ? PLACES_WORST_FIRST.indexOf(state ?? -1) : -WORST_LAST.indexOf(cameras.sight[camera]);
function compare(one, other) {
  const k = one.findIndex((value, at) => value !== other[at]);
  return k < 0 ? 0 : one[k] - other[k];
}
function signsAt({ hits }, state, point2) {
  const finds = [];
  for (const drawn of hits) {
    const distance = Math.hypot(drawn.x - point2.x, drawn.y - point2.y);
    if (distance >= drawn.r) continue;
    const { kind } = targetOf(drawn);
    const worst = badness(drawn, state);
    if (drawn.isArea) {
      finds.push({ drawn, depth: 1, order: [LINES_ORDER.indexOf(kind), worst, distance] });
      continue;
    }
    const isNear = !drawn.ring && distance > drawn.r - GRASP_PX ? 1 : 0;
    const order = [isNear, SIGNS_ORDER.indexOf(kind), worst, distance];
    finds.push({ drawn, depth: 0, order });
  }
  return finds;
}
function spokesAt({ spokes }, { x: x2, y: y2 }) {
  if (!spokes) return [];
  const { hub, ends, link } = spokes;
  const distances = ends.map((end) => toSegment(x2, y2, hub[0], hub[1], end[0], end[1]));
  const least = Math.min(...distances);
  const order = [LINES_ORDER.indexOf("equipment"), 0, least];
  return least <= LINE_GRASP_PX ? [{ drawn: { link }, depth: 1, order }] : [];
}
function shapesAt({ shapes, world }, state, x2, y2) {
  const { cameras } = state;
  const finds = [];
  for (const drawn of shapes) {
    const distance = distanceFrom(drawn, x2, y2, LINE_GRASP_PX / world);
    if (distance === void 0) continue;
    const { camera } = drawn;
    const away = camera === void 0 ? distance : Math.hypot(cameras.x[camera] - x2, cameras.y[camera] - y2);
    const kind = LINES_ORDER.indexOf(camera === void 0 ? "place" : "camera");
    finds.push({ drawn, depth: 1, order: [kind, badness(drawn, state), away * world] });
  }
  return finds;
}
function distanceFrom({ tile, s, camera }, x2, y2, reach) {
  if (!isInBox(tile.box, s, x2, y2, reach)) return void 0;
  if (camera !== void 0) return isInside(tile, s, x2, y2) ? 0 : void 0;
  const distance = distanceTo(tile, s, x2, y2);
  return distance <= reach ? distance : void 0;
}

// src/links.js
var HUB_PX = 7;
var [SOUND, DOWN] = ["#33404a", "#b3440a"];
function drawLinks(g, { links, cameras }, frame) {
  if (!links?.cameras.length) return;
  const at = links.cameras.map(
    (i) => (
      /** @type {Point} */
      [frame.x(cameras.x[i]), frame.y(cameras.y[i])]
    )
  );
  const hub = middle(at);
  g.strokeStyle = links.down ? DOWN : SOUND;
  g.lineWidth = 1.4;
  g.setLineDash(links.down ? [5, 4] : []);
  g.globalAlpha = 0.75;
  g.beginPath();
  for (const [x2, y2] of at) {
    g.moveTo(...hub);
    g.lineTo(x2, y2);
  }
  g.stroke();
  g.globalAlpha = 1;
  g.setLineDash([]);
  frame.spokes = { hub, ends: at, link: links };
  frame.hits.push({ x: hub[0], y: hub[1], r: HUB_PX + GRASP_PX, link: links });
  drawHub(g, hub, links);
  nameHub(g, hub, links, frame);
}
function middle(at) {
  const [x2, y2] = at.reduce((sum, point2) => [sum[0] + point2[0], sum[1] + point2[1]], [0, 0]);
  return [x2 / at.length, y2 / at.length];
}
function drawHub(g, [x2, y2], { down }) {
  g.fillStyle = "#fff";
  g.strokeStyle = down ? DOWN : SOUND;
  g.lineWidth = 2.2;
  g.beginPath();
  g.rect(x2 - HUB_PX, y2 - 5, 2 * HUB_PX, 10);
  g.fill();
  g.stroke();
  g.beginPath();
  g.moveTo(x2 - 4, y2);
  g.lineTo(x2 + 4, y2);
  g.stroke();
}
function nameHub(g, [x2, y2], { name, state, down }, frame) {
  const label = `${name}: ${state}`;
  g.font = `600 12px ${FONT}`;
  g.textAlign = "center";
  g.textBaseline = "middle";
  const half = g.measureText(label).width / 2;
  frame.occupied.push([x2 - half, y2 - 26, x2 + half, y2 + 7]);
  g.lineJoin = "round";
  g.lineWidth = 3.5;
  g.strokeStyle = "rgba(255, 255, 255, 0.95)";
  g.strokeText(label, x2, y2 - 16);
  g.fillStyle = down ? DOWN : SOUND;
  g.fillText(label, x2, y2 - 16);
}

// src/tiles.js
var MOST_TILES2 = 600;
var Tiles = class {
  /** @type {Set<string>} */
  #asked = /* @__PURE__ */ new Set();
  /** What the picture of now has asked for. @type {Set<string>} */
  #wanted = /* @__PURE__ */ new Set();
  /** What could not be had, and why. @type {Map<string, unknown>} */
  #failed = /* @__PURE__ */ new Map();
  /** What of that is not asked for again yet. @type {Set<string>} */
  #resting = /* @__PURE__ */ new Set();
  /** @type {Set<() => void>} */
  #listeners = /* @__PURE__ */ new Set();
  #retry = new Retry(() => this.askAgain());
  #source;
  #troubles;
  /**
   * @param {Source} source holds what came, for other maps too
   * @param {Troubles} troubles
   */
  constructor(source, troubles) {
    this.#source = source;
    this.#troubles = troubles;
  }
  /** How many addresses have not answered yet. */
  get waiting() {
    return this.#asked.size;
  }
  /**
   * Call a function whenever something new can be drawn; returns how to end that.
   *
   * @param {() => void} listener
   */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  /**
   * The shapes at an address, once they are here; asks for them at first.
   *
   * @param {string} path
   */
  shapes(path) {
    return (
      /** @type {Shapes | null} */
      this.#get(path, (fresh) => this.#source.shapes(path, fresh))
    );
  }
  /**
   * The same as a list, which is empty until they are here.
   *
   * @param {string} path
   */
  whole(path) {
    const shapes = this.shapes(path);
    return shapes ? [shapes] : [];
  }
  /**
   * The names of the places in a tile, once they are here.
   *
   * @param {number} x
   * @param {number} y
   */
  names(x2, y2) {
    const path = `names/${x2}/${y2}`;
    return (
      /** @type {PlaceName[] | null} */
      this.#get(path, (fresh) => this.#source.names(path, fresh))
    );
  }
  /**
   * The names of the roads in a tile by their owners, once they are here.
   *
   * @param {number} x
   * @param {number} y
   */
  roadNames(x2, y2) {
    const path = `roads/${x2}/${y2}/names`;
    return (
      /** @type {Record<string, string> | null} */
      this.#get(path, (fresh) => this.#source.roadNames(`roads/${x2}/${y2}`, fresh))
    );
  }
  /**
   * All that is here of the tiles of a zoom that a frame shows.
   *
   * @param {string} what
   * @param {number} zoom
   * @param {Frame} frame
   */
  within(what, zoom, frame) {
    return [...tilesOf2(frame, zoom)].flatMap(([x2, y2]) => this.whole(`${what}/${x2}/${y2}`));
  }
  /** A picture begins: from now on it is noted what is asked for. */
  beginPicture() {
    this.#wanted.clear();
  }
  /** What is not wanted any more is no trouble any more. */
  endPicture() {
    for (const path of this.#failed.keys()) if (!this.#wanted.has(path)) this.#end(path);
  }
  /** Let what failed be asked for at once, not only after a while. */
  askAgain() {
    if (!this.#resting.size) return;
    this.#resting.clear();
    this.#changed();
  }
  stop() {
    this.#retry.stop();
    for (const path of this.#failed.keys()) this.#end(path);
  }
  /**
   * @param {string} path
   * @param {(fresh: boolean) => Promise<Loaded>} load
   */
  #get(path, load) {
    this.#wanted.add(path);
    const { cache } = this.#source;
    const known = cache.get(path);
    if (known !== void 0) {
      cache.delete(path);
      cache.set(path, known);
      return known;
    }
    if (this.#asked.has(path) || this.#resting.has(path)) return null;
    this.#asked.add(path);
    load(this.#failed.get(path) instanceof UnreadableError).finally(() => this.#asked.delete(path)).then(
      (value) => this.#keep(path, value),
      (error) => this.#fail(path, error)
    );
    return null;
  }
  /**
   * @param {string} path
   * @param {Loaded} value
   */
  #keep(path, value) {
    const { cache } = this.#source;
    cache.set(path, value);
    for (const oldest of cache.keys()) {
      if (cache.size <= MOST_TILES2) break;
      cache.delete(oldest);
    }
    this.#retry.reset();
    this.#end(path);
    this.#changed();
  }
  /**
   * @param {string} path
   * @param {unknown} error
   */
  #fail(path, error) {
    this.#failed.set(path, error);
    this.#troubles.report(path, error);
    this.#resting.add(path);
    this.#retry.later();
    this.#changed();
  }
  /** @param {string} path */
  #end(path) {
    this.#failed.delete(path);
    this.#resting.delete(path);
    this.#troubles.end(path);
  }
  #changed() {
    this.#listeners.forEach((listener) => listener());
  }
};
function* tilesOf2({ box: [west, north, east, south] }, zoom) {
  const side = 2 ** zoom;
  for (let x2 = Math.floor(west * side); x2 <= east * side; x2++)
    for (let y2 = Math.floor(north * side); y2 <= south * side; y2++) yield [x2, y2];
}

// src/names.js
var NAMES_END_ZOOM = 15;
var AT_ONCE4 = 10;
var PLACES_BEGIN_ZOOM = 16;
var ROADS_BEGIN_ZOOM2 = 14.5;
var ROAD_NAMES_APART_PX = 420;
var PLACES_ON_PAPER_ZOOM = 14.5;
var PLACE_OFFSETS_PX = [16, -16, 30, -30];
var EARTH_M = 40075016;
function* placeNames(g, { communes, palette, onPaper: onPaper2 }, frame) {
  if (frame.zoom >= NAMES_END_ZOOM && !onPaper2) return;
  const seen = communes.map((commune) => onScreen(commune, frame)).filter(({ x: x2, y: y2 }) => x2 >= 0 && y2 >= 0 && x2 <= frame.width && y2 <= frame.height).sort((a, b) => b.room - a.room);
  for (const [k, name] of seen.entries()) {
    placeName(g, name, frame, palette);
    if (k % AT_ONCE4 === 0) yield;
  }
}
function onScreen({ name, lon, lat, radius_m }, frame) {
  const room = radius_m / (EARTH_M * Math.cos(lat * Math.PI / 180)) * frame.world;
  const island = name.startsWith("Đặc khu");
  const text = frame.zoom < 10.5 && !island ? name.replace(/^(Xã|Phường) /, "") : name;
  return { x: frame.x(mercatorX(lon)), y: frame.y(mercatorY(lat)), room, text, island };
}
function placeName(g, { x: x2, y: y2, room, text, island }, frame, palette) {
  const { zoom } = frame;
  const size = Math.max(10.5, Math.min(15, 9 + room / 14));
  g.font = `${zoom < 12 ? 500 : 600} ${size}px ${FONT}`;
  const half = g.measureText(text).width / 2 + 2;
  const tall = size / 2 + 1;
  if (!island && (room < 12 || zoom < 13.5 && half > room * 1.9)) return;
  const moves = [
    [0, 0],
    [0, 22],
    [0, -22],
    [0, 32],
    [0, -32],
    [half + 22, 0],
    [-half - 22, 0]
  ];
  for (const [dx, dy] of moves) {
    if (!island && dy && Math.abs(dy) > room * 1.1 + 8) continue;
    if (!frame.isFree([x2 + dx - half, y2 + dy - tall, x2 + dx + half, y2 + dy + tall])) continue;
    write(g, text, x2 + dx, y2 + dy, palette.commune, palette);
    return;
  }
}
function namePlaces(g, state, frame) {
  if (frame.zoom < (state.onPaper ? PLACES_ON_PAPER_ZOOM : PLACES_BEGIN_ZOOM)) return;
  g.font = `500 11.5px ${FONT}`;
  for (const { name, lon, lat } of namesWithin(state, frame)) {
    const [x2, y2] = [frame.x(mercatorX(lon)), frame.y(mercatorY(lat))];
    if (x2 < 0 || y2 < 0 || x2 > frame.width || y2 > frame.height) continue;
    const half = g.measureText(name).width / 2;
    const free = PLACE_OFFSETS_PX.find(
      (down) => frame.isFree([x2 - half, y2 + down - 8, x2 + half, y2 + down + 8])
    );
    if (free !== void 0) write(g, name, x2, y2 + free, state.palette.place, state.palette);
  }
}
function* nameRoads(g, state, frame) {
  if (frame.zoom < ROADS_BEGIN_ZOOM2 || state.hasTiles) return;
  g.font = `500 11px ${FONT}`;
  const written = /* @__PURE__ */ new Map();
  for (const [x2, y2] of tilesOf2(frame, COMMUNE_TILES)) {
    const names = state.tiles.roadNames(x2, y2);
    const [tile] = state.tiles.whole(`roads/${x2}/${y2}`);
    if (!names || !tile) continue;
    for (let s = 0; s < tile.n; s++) {
      const name = names[tile.owner[s]];
      if (!name || !frame.shows(tile.box, s)) continue;
      nameRoad(g, tile, s, shortRoadName(name), state, frame, written);
    }
    yield;
  }
}
var shortRoadName = (name) => name.replace(/^Quốc lộ (?=\d)/, "QL.").replace(/^(?:Đường tỉnh|Tỉnh lộ) (?=\d)/, "ĐT.").replace(/^(?:Đường huyện|Huyện lộ) (?=\d)/, "ĐH.");
function nameRoad(g, tile, s, name, { palette }, frame, written) {
  const piece = longestPiece(tile, s, frame);
  const half = g.measureText(name).width / 2 + 3;
  if (!piece || piece.length < 2 * half) return;
  const { x: x2, y: y2 } = piece;
  const others = written.get(name) ?? [];
  if (others.some(([ox, oy]) => Math.hypot(ox - x2, oy - y2) < ROAD_NAMES_APART_PX)) return;
  const [cos, sin] = [Math.abs(Math.cos(piece.angle)), Math.abs(Math.sin(piece.angle))];
  const [wide, tall] = [half * cos + 7 * sin, half * sin + 7 * cos];
  if (!frame.isFree([x2 - wide, y2 - tall, x2 + wide, y2 + tall])) return;
  written.set(name, [...others, [x2, y2]]);
  g.save();
  g.translate(x2, y2);
  g.rotate(piece.angle);
  write(g, name, 0, 0, palette.road, palette);
  g.restore();
}
function longestPiece({ first, start, xy }, s, frame) {
  let [length2, at] = [0, -1];
  for (let k = first[s]; k < first[s + 1]; k++)
    for (let v = start[k]; v < start[k + 1] - 1; v++) {
      const dx = (xy[2 * v + 2] - xy[2 * v]) * frame.world;
      const dy = (xy[2 * v + 3] - xy[2 * v + 1]) * frame.world;
      const here = Math.hypot(dx, dy);
      if (here > length2 && clipped(frame, xy, v)) [length2, at] = [here, v];
    }
  return at < 0 ? void 0 : clipped(frame, xy, at);
}
function clipped(frame, xy, v) {
  const [ax, ay] = [frame.x(xy[2 * v]), frame.y(xy[2 * v + 1])];
  const [dx, dy] = [frame.x(xy[2 * v + 2]) - ax, frame.y(xy[2 * v + 3]) - ay];
  let [from, to] = [0, 1];
  const edges = [
    [-dx, ax],
    [dx, frame.width - ax],
    [-dy, ay],
    [dy, frame.height - ay]
  ];
  for (const [along, room] of edges) {
    if (along === 0 && room < 0) return void 0;
    if (along < 0) from = Math.max(from, room / along);
    else if (along > 0) to = Math.min(to, room / along);
  }
  if (from >= to) return void 0;
  const middle2 = (from + to) / 2;
  const turn = Math.atan2(dy, dx);
  const angle = Math.abs(turn) > Math.PI / 2 ? turn - Math.sign(turn) * Math.PI : turn;
  const length2 = Math.hypot(dx, dy) * (to - from);
  return { x: ax + middle2 * dx, y: ay + middle2 * dy, length: length2, angle };
}
function namesWithin({ tiles }, frame) {
  return [...tilesOf2(frame, STREET_TILES)].flatMap(([x2, y2]) => tiles.names(x2, y2) ?? []);
}
function write(g, text, x2, y2, colour, palette) {
  g.textAlign = "center";
  g.textBaseline = "middle";
  g.lineJoin = "round";
  g.setLineDash([]);
  g.lineWidth = 3;
  g.strokeStyle = palette.halo;
  g.strokeText(text, x2, y2);
  g.fillStyle = colour;
  g.fillText(text, x2, y2);
}

// src/footprints.js
var AT_ONCE5 = 60;
function* drawFootprints(g, state, frame, { rings, single }) {
  if (frame.zoom < FOOTPRINT_ZOOM) return;
  const { cameras, groups, hiddenViews, tiles, mask } = state;
  const side = 2 ** STREET_TILES;
  const key = (i) => `${Math.floor(cameras.x[i] * side)}/${Math.floor(cameras.y[i] * side)}`;
  const ready = [...new Set(single.map(key))].flatMap((k) => tiles.whole(`footprints/${k}`));
  const near = rings.length ? new Set(single) : null;
  const isDrawn = (i) => near ? near.has(i) : mask[i] > 0;
  let count2 = 0;
  for (const view of [REACHABLE, VIEW, DETAIL]) {
    if (hiddenViews.has(view)) continue;
    for (const tile of ready)
      for (let s = 0; s < tile.n; s++) {
        const camera = tile.owner[s];
        if (tile.layer[s] !== view || !frame.shows(tile.box, s) || !isDrawn(camera)) continue;
        g.beginPath();
        frame.track(g, tile, s, true);
        paint(g, groups.styles[groups.of[camera]], view);
        frame.shapes.push({ tile, s, camera });
        if (++count2 % AT_ONCE5 === 0) yield;
      }
  }
  g.setLineDash([]);
}
function paint(g, { colour, fill, dash }, view) {
  g.strokeStyle = colour;
  g.setLineDash(view === REACHABLE ? [1, 5] : dash);
  g.lineWidth = view === VIEW ? 1.2 : 0.9;
  if (view !== REACHABLE) {
    g.fillStyle = fill;
    g.fill("evenodd");
  }
  g.stroke();
}

// src/picture.js
function* drawPicture(g, state, frame) {
  state.tiles.beginPicture();
  drawLand(g, state, frame);
  yield;
  yield* drawWater(g, state, frame);
  yield* drawBuildings(g, state, frame);
  yield* drawRoads(g, state, frame);
  drawBorders(g, state, frame);
  yield;
  yield* drawPlaces(g, state, frame);
  yield;
  const chosen = chosenCameras(state, frame);
  yield;
  yield* drawFootprints(g, state, frame, chosen);
  drawLinks(g, state, frame);
  yield* drawCameras(g, state, frame, chosen);
  yield;
  yield* placeNames(g, state, frame);
  namePlaces(g, state, frame);
  yield* nameRoads(g, state, frame);
  state.tiles.endPicture();
}

// src/layer.js
var SLICE_MS = 10;
var PADDING = 0.25;
var PANES = { cameras: 350, swipe: 351, halo: 360, highlight: 455, editing: 460 };
function addPanes(map) {
  for (const [name, zIndex] of Object.entries(PANES))
    Object.assign(map.createPane(name).style, { zIndex, pointerEvents: "none" });
}
var PictureLayer = class {
  /** What the picture that is seen shows. @type {Frame | undefined} */
  frame;
  /** @type {Job | null} */
  #job = null;
  #isAsked = false;
  /** @type {HTMLCanvasElement} */
  #seen;
  /** @type {HTMLCanvasElement} */
  #behind;
  /**
   * @param {LeafletLibrary} L
   * @param {LeafletMap} map whose view is set
   * @param {MapState} state
   * @param {object} events
   * @param {(milliseconds: number) => void} events.drawn a picture is whole
   * @param {string} [events.pane] where it lies
   * @param {(error: unknown) => void} events.failed it is not, and shows what was drawn until then
   */
  constructor(L, map, state, { drawn, failed, pane = "cameras" }) {
    this.L = L;
    this.map = map;
    this.inside = /** @type {LeafletMap & LeafletInside} */
    map;
    this.state = state;
    this.drawn = drawn;
    this.failed = failed;
    [this.#seen, this.#behind] = [0, 1].map(() => {
      const canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated");
      surface(canvas, { willReadFrequently: true });
      return canvas;
    });
    map.getPane(pane)?.append(this.#seen);
    const follow = () => this.#place(map.getCenter(), map.getZoom());
    map.on("moveend resize", this.redraw);
    map.on("viewreset zoom", follow);
    map.on("zoomanim", ({ center, zoom }) => this.#place(center, zoom));
    this.redraw();
  }
  /** Draw no more: the map goes. */
  remove() {
    this.#job = null;
    this.map.off("moveend resize", this.redraw);
    this.#seen.remove();
  }
  /** Draw anew, soon: many calls make one picture. */
  redraw = () => {
    if (this.#isAsked) return;
    this.#isAsked = true;
    requestAnimationFrame(() => {
      this.#isAsked = false;
      if (this.#seen.isConnected && !this.inside._animatingZoom) this.#begin();
    });
  };
  #begin() {
    const frame = new Frame(this.map, PADDING);
    const ratio = this.state.ratio ?? Math.min(2, window.devicePixelRatio || 1);
    const canvas = this.#behind;
    canvas.width = Math.round(ratio * frame.width);
    canvas.height = Math.round(ratio * frame.height);
    canvas.style.width = `${frame.width}px`;
    canvas.style.height = `${frame.height}px`;
    const g = surface(canvas);
    g.setTransform(ratio, 0, 0, ratio, 0, 0);
    const parts = drawPicture(g, this.state, frame);
    const job = { frame, g, parts, begun: performance.now() };
    this.#job = job;
    setTimeout(() => this.#draw(job));
  }
  /** @param {Job} job */
  #draw(job) {
    if (this.#job !== job) return;
    const until = performance.now() + SLICE_MS;
    let done = false;
    try {
      while (!done && performance.now() < until) {
        done = Boolean(job.parts.next().done);
        job.g.getImageData(0, 0, 1, 1);
      }
    } catch (error) {
      this.#show(job);
      this.failed(error);
      return;
    }
    if (!done) setTimeout(() => this.#draw(job));
    else {
      this.#show(job);
      this.drawn(performance.now() - job.begun);
    }
  }
  /** @param {Job} job */
  #show({ frame }) {
    this.#job = null;
    this.frame = frame;
    this.#seen.replaceWith(this.#behind);
    [this.#seen, this.#behind] = [this.#behind, this.#seen];
    this.#place(this.map.getCenter(), this.map.getZoom());
  }
  /**
   * Keep the picture where the ground it shows lies, at any centre and zoom.
   *
   * @param {LatLng} centre
   * @param {number} zoom
   */
  #place(centre, zoom) {
    if (!this.frame) return;
    const scale = this.map.getZoomScale(zoom, this.frame.zoom);
    const corner = this.inside._latLngToNewLayerPoint(this.frame.corner, zoom, centre);
    this.L.DomUtil.setTransform(this.#seen, corner, scale);
  }
  /**
   * All that lies under a position, see `targetsAt`.
   *
   * @param {LatLng} latlng
   */
  targets(latlng) {
    return this.frame ? targetsAt(this.frame, this.state, this.at(latlng)) : [];
  }
  /**
   * Where a position lies in the picture.
   *
   * @param {LatLng} latlng
   */
  at(latlng) {
    const { frame } = this;
    if (!frame) return { x: -Infinity, y: -Infinity };
    const { x: x2, y: y2 } = this.map.project(latlng, frame.zoom);
    return { x: x2 - frame.left, y: y2 - frame.top };
  }
  /**
   * The position of a point of the picture.
   *
   * @param {{x: number, y: number}} point
   */
  position({ x: x2, y: y2 }) {
    const { left = 0, top = 0, zoom } = this.frame ?? {};
    return this.map.unproject([x2 + left, y2 + top], zoom);
  }
};

// src/print_legend.js
function printLegend(settings, state, zoom) {
  const { texts, write: write2, lacks = [] } = settings;
  const title = element("strong", { textContent: texts.legends[state.stage] });
  const hint = hintAt(zoom, settings);
  const textContent = hint === "hint_symbols" ? "" : texts[hint];
  return [
    title,
    ...cameraRows(texts, state, write2),
    ...placeRows2(texts, state),
    ...shareRows2(settings, state, zoom),
    ...lacks.includes("footprints") ? [] : viewRows2(texts, state, zoom),
    ...groundRows(settings, state, zoom),
    ...textContent ? [element("div", { className: "hint", textContent })] : []
  ];
}
var row = (symbol, text, className = "sign", count2 = "") => element(
  "div",
  { className },
  symbol,
  element("span", { className: "name", textContent: text }),
  element("span", { className: "count", textContent: count2 })
);
function cameraRows(texts, { stage, filter, counts, colouring, groups, groupCounts }, write2) {
  if (colouring !== "sight")
    return groups.names.flatMap(
      (name, k) => groupCounts[k] ? [row(styleSymbol(groups.styles[k]), name, "row", write2(groupCounts[k]))] : []
    );
  const shown = BEST_FIRST.filter(
    (k) => !filter.hidden.sight.has(k) && (stage === "after" || k !== RESTORED)
  );
  return shown.map((k) => row(legendSymbol(k), texts.sights[k], "row", write2(counts.sight[k])));
}
function placeRows2(texts, { stage, shownPlaces, showsRedundancy }) {
  if (stage !== "working") return [];
  const shown = [2, 3].filter((k) => shownPlaces.has(k));
  const rows = shown.map((k) => row(lineSymbol(PLACE[k]), texts.places[k], "row"));
  if (!showsRedundancy) return rows;
  const scale = redundancyScale(texts);
  scale.hidden = false;
  return [...rows, element("div", { className: "sign", textContent: texts.redundancy }), scale];
}
function shareRows2(settings, state, zoom) {
  if (!state.share || zoom >= SHARES_END_ZOOM) return [];
  const steps = element("div", { className: "ramp" }, ...shareSteps(state, settings));
  return [element("strong", { textContent: settings.texts.shares[state.share] }), steps];
}
function viewRows2(texts, { hiddenViews, links }, zoom) {
  const views = (
    /** @type {const} */
    [
      [DETAIL, "detail"],
      [REACHABLE, "reachable"]
    ]
  );
  const shown = views.filter(([view]) => zoom >= FOOTPRINT_ZOOM && !hiddenViews.has(view));
  const rows = shown.map(
    ([, kind]) => row(element("span", { className: `view ${kind}` }), texts[kind])
  );
  return links ? [...rows, row(element("span"), texts.shared)] : rows;
}
function groundRows({ texts: { signs }, lacks = [] }, { hasTiles, filter, communes }, zoom) {
  const rows = [row(line("#7d8790", 2), signs.province), row(line("#cdc6b6", 1.5), signs.commune)];
  if (filter.commune !== null && communes[filter.commune])
    rows.push(row(line("#8f8468", 2.5), communes[filter.commune].name));
  if (!hasTiles && zoom >= ROADS_BEGIN_ZOOM) rows.push(row(line("#e2d9c5", 4), signs.roads));
  if (!hasTiles && zoom >= TILES_BEGIN_ZOOM && !lacks.includes("water"))
    rows.push(row(patch("#dbe7ec"), signs.water));
  if (zoom >= BUILDINGS_BEGIN_ZOOM && !lacks.includes("buildings"))
    rows.push(row(patch("#e4ded0"), signs.buildings));
  return rows;
}
function line(colour, width) {
  const made = element("span", { className: "line" });
  made.style.borderTop = `${width}px solid ${colour}`;
  return made;
}
function patch(colour) {
  const made = element("span", { className: "patch" });
  made.style.background = colour;
  return made;
}

// src/tools.js
var STROKES = {
  zoom_in: "M12 5v14M5 12h14",
  zoom_out: "M5 12h14",
  home: "M4 11.5 12 5l8 6.5M6.5 10v9h11v-9",
  full_screen: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  measure: "M3.5 15.5 15.5 3.5l5 5-12 12zM8 11l2 2M11 8l2.6 2.6M14 5l2 2",
  select: "M5 5h3M11 5h3M17 5h2v2M19 10v3M5 8v3M5 14v3M5 19h3M11 19h2M14 12l7 3-3 1.2L16.5 20z",
  print: "M7 8V4h10v4M7 17H4.5V9.5h15V17H17M7 14h10v6H7z"
};
var TOOLS = (
  /** @type {Tool[]} */
  Object.keys(STROKES)
);
function makeTools(camera, others) {
  const { map, host, settings, view } = camera;
  const actions = {
    zoom_in: () => map.zoomIn(1),
    zoom_out: () => map.zoomOut(1),
    home: () => view.show(view.province, true),
    full_screen: () => document.fullscreenElement ? document.exitFullscreen() : host.requestFullscreen(),
    ...others
  };
  const words = (tool) => settings.texts[tool === "select" ? "select_tool" : tool];
  const buttons = TOOLS.map((tool) => toolButton(tool, words(tool), actions[tool]));
  return element("div", { className: "tools" }, ...buttons, northArrow(settings.texts.north));
}
function toolButton(tool, title, act) {
  const button2 = element("button", { type: "button", title, className: tool });
  button2.setAttribute("aria-label", title);
  const path = svg("path", {
    d: STROKES[tool],
    fill: "none",
    stroke: "currentColor",
    "stroke-width": 2,
    "stroke-linejoin": "round",
    "stroke-linecap": "round"
  });
  button2.append(
    svg("svg", { viewBox: "0 0 24 24", width: 20, height: 20, "aria-hidden": "true" }, path)
  );
  button2.addEventListener("click", act);
  return button2;
}
function northArrow({ letter, words }) {
  const needle = svg("path", { d: "M12 2 18 20l-6-4-6 4z", fill: "currentColor" });
  const half = svg("path", {
    d: "M12 2v14l-6 4z",
    fill: "#fff",
    stroke: "currentColor",
    "stroke-width": 0.8
  });
  const written = svg("text", {
    x: 12,
    y: 31,
    "text-anchor": "middle",
    "font-size": 10,
    "font-weight": 700,
    fill: "currentColor"
  });
  written.textContent = letter;
  const arrow = svg(
    "svg",
    { viewBox: "0 0 24 33", width: 24, height: 33, role: "img", "aria-label": words },
    needle,
    half,
    written
  );
  return element("div", { className: "north", title: words }, arrow);
}

// src/print.js
var PAPERS = { A4: [277, 190], A3: [400, 277] };
var MARGIN_MM = 10;
var PX_PER_MM = 96 / 25.4;
var PRINT_RATIO = 2.5;
var EQUATOR_M_PER_PX = 156543.034;
function openPrint(camera) {
  const { texts } = camera.settings;
  const view = element("div", { className: "print-view", tabIndex: -1 });
  const sheet = element("div", { className: "sheet" });
  const page = element("style");
  const commune = communeOf(camera);
  const named2 = commune && filled(texts.print_title_of, { place: commune.name });
  const value = named2 ?? texts.print_title;
  const title = element("input", { type: "text", value, maxLength: 120 });
  const extent = choice({ ...commune && { commune: commune.name }, view: texts.as_shown });
  extent.value = commune && showsWhole(camera, commune) ? "commune" : "view";
  const paper = choice(Object.fromEntries(Object.keys(PAPERS).map((name) => [name, name])));
  const turned = choice({ landscape: texts.landscape, portrait: texts.portrait });
  turned.ariaLabel = `${texts.landscape}, ${texts.portrait}`;
  const secret = element("input", { type: "checkbox" });
  const { length: length2 } = camera.state.cameras.confidential;
  const asked = filled(texts.with_confidential, { count: camera.settings.write(length2) });
  const mark = `${texts.confidential} · `;
  const heading = () => secret.checked && !title.value.startsWith(mark) ? mark + title.value : title.value;
  let drawn;
  const lay = () => {
    drawn?.remove();
    const [long, short] = PAPERS[paper.value];
    const [wide, tall] = turned.value === "landscape" ? [long, short] : [short, long];
    page.textContent = `@page { size: ${paper.value} ${turned.value}; margin: ${MARGIN_MM}mm; }`;
    Object.assign(sheet.style, { width: `${wide}mm`, height: `${tall}mm` });
    const whole = extent.value === "view" ? void 0 : commune;
    drawn = laySheet(secret.checked ? camera : released(camera), sheet, heading(), whole);
  };
  const close = () => {
    drawn?.remove();
    view.remove();
    page.remove();
    document.removeEventListener("keydown", leave);
    camera.host.querySelector("button.print")?.focus();
  };
  const leave = (event) => event.key === "Escape" && close();
  const labelled = (text, field) => element("label", {}, text, field);
  const bar = element(
    "div",
    { className: "print-bar" },
    labelled(texts.title, title),
    labelled(texts.extent, extent),
    labelled(texts.paper, paper),
    turned,
    ...length2 ? [element("label", {}, secret, asked)] : [],
    button(texts.print, "save", () => window.print()),
    button(texts.close, "", close)
  );
  document.addEventListener("keydown", leave);
  title.addEventListener("input", () => drawn?.entitle(heading()));
  for (const field of [extent, paper, turned, secret]) field.addEventListener("change", lay);
  view.append(bar, sheet);
  document.head.append(page);
  if (document.fullscreenElement) document.exitFullscreen();
  document.body.append(view);
  title.focus();
  lay();
}
function choice(options) {
  const made = element("select");
  made.append(...Object.entries(options).map(([value, text]) => new Option(text, value)));
  return made;
}
var showsWhole = ({ L, map }, commune) => map.getZoom() < map.getBoundsZoom(boundsOf(L, commune.bounds)) + 1;
function laySheet(camera, sheet, title, commune) {
  const { L, settings, map: seen, troubles } = camera;
  const state = onPaper(camera.state);
  const host = element("div", { className: "camera-map" });
  const foot = element("div", { className: "foot" });
  sheet.dataset.ready = "";
  const heading = element("h1", { textContent: title });
  sheet.replaceChildren(heading, host, foot);
  const map = L.map(host, { ...MAP_OPTIONS, zoomAnimation: false, keyboard: false, zoomSnap: 0 });
  addPanes(map);
  const legend = element("div", { className: "on-map legend" });
  const islands = makeInset(state.land, settings.texts);
  host.append(
    element("div", { className: "on-map north" }, northArrow(settings.texts.north)),
    element("div", { className: "on-map islands" }, islands),
    legend
  );
  const fit = () => {
    map.invalidateSize({ pan: false });
    const free = commune && besides(host, legend.offsetWidth, legend.offsetHeight);
    const bounds = commune ? boundsOf(L, commune.bounds) : seen.getBounds();
    map.fitBounds(bounds, { animate: false, ...free });
  };
  const { basemap } = camera.background;
  const explain = () => {
    state.count(viewBox(map));
    state.hasTiles = Boolean(basemap) && lies(
      L,
      /** @type {Basemap} */
      basemap,
      map
    );
    legend.replaceChildren(...printLegend(settings, state, map.getZoom()));
    foot.replaceChildren(...footOf(camera, map, state.hasTiles ? basemap?.attribution : ""));
  };
  fit();
  map.on("moveend", explain);
  explain();
  fit();
  const under = basemap && basemapLayer(L, basemap, troubles, PRINT_RATIO).addTo(map);
  const layer = new PictureLayer(L, map, state, {
    drawn: () => state.tiles.waiting || under?.isLoading() || (sheet.dataset.ready = "yes"),
    failed: (error) => troubles.report("sheet", error, "drawing")
  });
  under?.on("load", layer.redraw);
  const sized = new ResizeObserver(fit);
  sized.observe(host);
  L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
  const listenNoMore = state.tiles.listen(layer.redraw);
  const remove = () => {
    listenNoMore();
    sized.disconnect();
    layer.remove();
    map.remove();
    troubles.end("sheet");
  };
  const entitle = (text) => heading.textContent = text;
  return { remove, entitle };
}
function onPaper(state) {
  const { share, communes } = state;
  const classes = share ? shareClasses(share, communes, false) : void 0;
  return state.with({
    ratio: PRINT_RATIO,
    hasTiles: false,
    onPaper: true,
    palette: LIGHT,
    classes
  });
}
function besides({ clientWidth, clientHeight }, width, height) {
  const [edge, islands] = [12, { width: 150, height: 225 }];
  return clientWidth > clientHeight ? {
    paddingTopLeft: point(width + 2 * edge, edge),
    paddingBottomRight: point(islands.width, edge)
  } : {
    paddingTopLeft: point(edge, edge),
    paddingBottomRight: point(edge, Math.max(height + 2 * edge, islands.height))
  };
}
var point = (x2, y2) => [x2, y2];
function communeOf({ state, map }) {
  const { communes, filter, land } = state;
  if (filter.commune !== null) return communes[filter.commune];
  const { lat, lng } = map.getCenter();
  const street = map.getZoom() >= FINE_ZOOM;
  const place = street ? communeAt(land, mercatorX(lng), mercatorY(lat)) : void 0;
  return place === void 0 ? void 0 : communes[place];
}
function footOf({ settings, state }, map, attribution = "") {
  const { texts, write: write2, language } = settings;
  const latitude = map.getCenter().lat * Math.PI / 180;
  const metresPerPixel = EQUATOR_M_PER_PX * Math.cos(latitude) / 2 ** map.getZoom();
  const scale = roundTo(metresPerPixel * PX_PER_MM * 1e3, 2);
  const date = (/* @__PURE__ */ new Date()).toLocaleDateString(language === "en" ? "en-GB" : "vi-VN", {
    day: "2-digit",
    month: "2-digit",
    year: "numeric"
  });
  const lines = [
    filled(texts.scale, { number: write2(scale) }),
    state.hiddenCount > 0 && filled(texts.hidden, { count: write2(state.hiddenCount) }),
    settings.simulated && texts.simulated,
    state.schematic && texts.schematic,
    filled(texts.made_on, { date }),
    texts.source,
    attribution
  ];
  return lines.flatMap((text) => text ? [element("span", { textContent: text })] : []);
}
function roundTo(value, digits) {
  const step2 = 10 ** (Math.floor(Math.log10(value)) + 1 - digits);
  return Math.round(value / step2) * step2;
}

// src/readout.js
var CHOSEN_PLANE = "camera-map.plane";
function onPlane({ bounds: [west, south, east, north], degree, factors }, { lat, lng }) {
  const u = (2 * lng - west - east) / (east - west);
  const v = (2 * lat - south - north) / (north - south);
  if (Math.abs(u) > 1 || Math.abs(v) > 1) return void 0;
  const sum = { north: 0, east: 0 };
  let k = 0;
  for (let i = 0; i <= degree; i++)
    for (let j = 0; i + j <= degree; j++, k++) {
      const term = u ** i * v ** j;
      sum.north += factors.north[k] * term;
      sum.east += factors.east[k] * term;
    }
  return sum;
}
function communeText({ communes, land, share }, { lat, lng }, zoom, { texts, language }) {
  const place = communeAt(land, mercatorX(lng), mercatorY(lat));
  if (place === void 0) return "";
  const commune = communes[place];
  const value = share && commune[share];
  if (!share || zoom >= SHARES_END_ZOOM || value == null) return commune.name;
  const percent = [writeFigure(share, value, language), shareUnit(share, texts)].join(" ").trim();
  return filled(texts.share_of, { commune: commune.name, share: texts.shares[share], percent });
}
function makeReadout({ map, state, settings, background }) {
  const { texts, planes, language } = settings;
  const write2 = (value, decimals) => value.toLocaleString(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals
  });
  let chosen = Math.min(Number(localStorage.getItem(CHOSEN_PLANE) ?? 0), planes.length - 1);
  const commune = element("span", { className: "commune" });
  const degrees = element("span", { className: "degrees" });
  const metres = button("", "metres", () => {
    chosen = (chosen + 1) % planes.length;
    localStorage.setItem(CHOSEN_PLANE, String(chosen));
    if (last) show2(last);
  });
  metres.title = texts.other_plane;
  const box = element("div", { className: "readout", hidden: true }, commune, degrees, metres);
  let last;
  const show2 = (latlng) => {
    last = latlng;
    box.hidden = false;
    commune.textContent = communeText(state, latlng, map.getZoom(), settings);
    const [lat, lon] = [write2(latlng.lat, 5), write2(latlng.lng, 5)];
    degrees.textContent = filled(texts.degrees, { lat, lon });
    const at = planes.length ? onPlane(planes[chosen], latlng) : void 0;
    metres.hidden = !at;
    if (!at) return;
    const plane = planes[chosen].name;
    metres.textContent = filled(texts.plane, {
      plane,
      x: write2(at.north, 1),
      y: write2(at.east, 1)
    });
  };
  map.on("mousemove", ({ latlng }) => show2(latlng));
  map.on("movestart", () => box.hidden = true);
  return element("div", { className: "readouts" }, background.source, box);
}

// src/permalink.js
var DECIMALS = 5;
var PLACES3 = ["covered", "unconfirmed", "lost", "gap"];
var VIEWS2 = ["reachable", "view", "detail"];
var NONE3 = "none";
var NAMES = (
  /** @type {const} */
  [
    "view",
    "hide",
    "share",
    "camera",
    "colour",
    "places",
    "often",
    "unseen",
    "base",
    "level",
    "light",
    "live"
  ]
);
var Permalink = class {
  /** What this map has written: the page may replace the address at any time. */
  /** @type {Map<Name, string | null>} */
  #own = /* @__PURE__ */ new Map();
  /**
   * @param {Settings["permalink"]} where part of the address; null keeps it out
   * @param {Settings["choices"]} choices values by kind
   */
  constructor(where, choices) {
    this.where = where;
    this.choices = choices;
  }
  get parameters() {
    return new URLSearchParams(this.where ? location[this.where].slice(1) : "");
  }
  read() {
    const { parameters } = this;
    return {
      view: parseView(parameters.get("view")),
      hidden: this.parseHidden(parameters.get("hide") ?? ""),
      share: parameters.get("share"),
      camera: parameters.get("camera"),
      colour: parameters.get("colour"),
      places: parseSet(parameters.get("places"), PLACES3),
      often: parameters.get("often") === "1",
      unseen: parseSet(parameters.get("unseen"), VIEWS2),
      base: parameters.get("base")
    };
  }
  /**
   * @param {string} text
   * @returns {[Kind, number][]}
   */
  parseHidden(text) {
    return text.split(",").flatMap((pair) => {
      const [name, value] = pair.split(".");
      const kind = KINDS.find((one) => one === name);
      const place = kind ? this.choices[kind].indexOf(value) : -1;
      return kind && place >= 0 ? [
        /** @type {[Kind, number]} */
        [kind, place]
      ] : [];
    });
  }
  /**
   * @param {Pick<LatLng, "lat" | "lng">} centre
   * @param {number} zoom
   */
  view(centre, zoom) {
    const view = [centre.lat.toFixed(DECIMALS), centre.lng.toFixed(DECIMALS), zoom];
    this.write({ view: view.join(",") });
  }
  /** @param {Record<Kind, Set<number>>} hidden */
  filters(hidden) {
    const values = KINDS.flatMap(
      (kind) => [...hidden[kind]].map((k) => `${kind}.${this.choices[kind][k]}`)
    );
    this.write({ hide: values.join(",") });
  }
  /**
   * What is drawn beside the cameras, where it is not what the page shows by itself.
   *
   * @param {object} layers
   * @param {Set<number>} layers.places
   * @param {number[]} layers.usual places that are shown by themselves
   * @param {boolean} layers.often
   * @param {Set<number>} layers.unseen
   */
  layers({ places, usual, often, unseen }) {
    const shown = namesOf(places, PLACES3);
    this.write({
      places: shown === namesOf(new Set(usual), PLACES3) ? null : shown || NONE3,
      often: often ? "1" : null,
      unseen: namesOf(unseen, VIEWS2)
    });
  }
  /** @param {string | null} share */
  share(share) {
    this.write({ share });
  }
  /** @param {string | null} camera */
  camera(camera) {
    this.write({ camera });
  }
  /** @param {string | null} base name of the basemap; null for the first */
  base(base) {
    this.write({ base });
  }
  /** @param {Partial<Record<Name, string | null>>} values those to be changed; an empty one goes */
  write(values) {
    for (const [name, value] of Object.entries(values))
      this.#own.set(
        /** @type {Name} */
        name,
        value
      );
    this.renew();
  }
  /** Write all there is anew: the page may have written an address without it. */
  renew() {
    if (!this.where) return;
    const { parameters } = this;
    for (const [name, value] of this.#own) {
      if (value) parameters.set(name, value);
      else parameters.delete(name);
    }
    const url = new URL(location.href);
    url[this.where] = parameters.toString().replaceAll("%2C", ",");
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  }
};
var namesOf = (values, names) => names.filter((_, k) => values.has(k)).join(",");
function parseSet(text, names) {
  if (text === NONE3) return /* @__PURE__ */ new Set(
    /** @type {number[]} */
    []
  );
  const places = (text ?? "").split(",").map((name) => names.indexOf(name));
  const known = places.filter((place) => place >= 0);
  return known.length ? new Set(known) : null;
}
function parseView(text) {
  const [lat, lng, zoom] = (text ?? "").split(",").map(Number);
  const sound = Math.abs(lat) <= 85 && Math.abs(lng) <= 180 && zoom >= 0 && zoom <= 22;
  return sound ? { centre: [lat, lng], zoom } : null;
}

// src/saved_views.js
var KEPT = "camera-map.views";
var MOST_VIEWS = 30;
var MOST_LETTERS = 60;
var OF_THE_PAGE = ["xa", "level", "light", "live"];
var ALL = [.../* @__PURE__ */ new Set([...NAMES, ...OF_THE_PAGE])];
function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return kept.filter(
      ({ name, address }) => name && typeof address === "string"
    );
  } catch {
    return [];
  }
}
var withView = (views, view) => [view, ...views.filter(({ name }) => name !== view.name)].slice(0, MOST_VIEWS);
var viewAddress = (parameters) => new URLSearchParams([...parameters].filter(([name]) => ALL.includes(name))).toString();
function withAddress(parameters, address) {
  const others = [...parameters].filter(([name]) => !ALL.includes(name));
  const said = [...new URLSearchParams(address)].filter(([name]) => ALL.includes(name));
  return new URLSearchParams([...others, ...said]);
}
function makeSavedViews(camera) {
  const { texts, permalink } = camera.settings;
  const summary = element("summary", { textContent: texts.views_saved });
  const list = element("ul");
  const name = element("input", {
    type: "text",
    maxLength: MOST_LETTERS,
    placeholder: texts.view_name,
    ariaLabel: texts.view_name
  });
  const save = element("button", { type: "submit", textContent: texts.view_save });
  const form = element("form", {}, name, save);
  const box = element("details", { className: "saved" }, summary, list, form);
  box.hidden = permalink !== "search";
  const keep = (views) => {
    localStorage.setItem(KEPT, JSON.stringify(views));
    update();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const called = name.value.trim();
    if (!called) return;
    name.value = "";
    keep(withView(read(), { name: called, address: viewAddress(camera.permalink.parameters) }));
  });
  form.addEventListener("keydown", (event) => event.stopPropagation());
  const row2 = (view) => {
    const remove = button(
      "×",
      "remove",
      () => keep(read().filter((one) => one.name !== view.name))
    );
    remove.setAttribute("aria-label", `${texts.view_remove} ${view.name}`);
    return element(
      "li",
      {},
      button(view.name, "open", () => open(camera, view)),
      remove
    );
  };
  const update = () => list.replaceChildren(...read().map(row2));
  return { box, update };
}
function open(camera, { address }) {
  const before = camera.permalink.parameters;
  const after = withAddress(before, address);
  const url = new URL(location.href);
  url.search = after.toString();
  if (OF_THE_PAGE.some((name) => before.get(name) !== after.get(name))) location.assign(url);
  else {
    history.replaceState(history.state, "", url);
    camera.readAddress();
  }
}

// src/search.js
var TYPING_PAUSE_MS = 200;
var CAMERA_ZOOM = 17;
function makeSearch(camera, makeRoom) {
  const { texts } = camera.settings;
  const field = element("input", {
    type: "search",
    placeholder: texts.search,
    ariaLabel: texts.search
  });
  const list = element("ul", { className: "found", hidden: true });
  const go = (hit) => {
    list.hidden = true;
    visit(camera, hit);
  };
  const offer = (hits) => {
    const none = element("li", { className: "none", textContent: texts.nothing_found });
    list.replaceChildren(...hits.length ? hits.map((hit) => hitRow(hit, go)) : [none]);
    makeRoom();
    list.hidden = false;
  };
  let pause;
  let asked = 0;
  const ask = async () => {
    const mine = asked += 1;
    const { state, troubles } = camera;
    const hits = await troubles.answered(state.source.reader.search(field.value));
    if (hits && mine === asked) offer(hits);
  };
  field.addEventListener("input", () => {
    clearTimeout(pause);
    if (field.value.trim()) pause = setTimeout(ask, TYPING_PAUSE_MS);
    else list.hidden = true;
  });
  const box = element("div", { className: "search" }, field, list);
  box.addEventListener("keydown", (event) => walk(event, field, list));
  return box;
}
function visit(camera, hit) {
  const { settings, state } = camera;
  const { commune } = hit;
  const chosen = settings.filters.commune;
  if (!commune || !chosen || commune === chosen || settings.permalink !== "search")
    return show(camera, hit);
  const name = state.communes.find(({ code }) => code === commune)?.name ?? "";
  camera.afterUpdate = () => {
    show(camera, hit);
    camera.notice = filled(settings.texts.went_to, { commune: name });
    camera.controls?.update();
  };
  return settings.send?.({ act: "commune", given: commune });
}
function show({ L, map, host, state, selection, view, redraw }, hit) {
  const { row: row2, lat, lon, bounds, link } = hit;
  if (bounds) map.fitBounds(boundsOf(L, bounds), { maxZoom: CAMERA_ZOOM, animate: false });
  if (link) {
    state.links = link;
    host.dataset.linked = String(link.cameras.length);
    redraw();
  }
  if (hit.geometry) view.pointOut(hit.geometry);
  if (lat === void 0 || lon === void 0) return;
  map.setView([lat, lon], CAMERA_ZOOM, { animate: false });
  if (row2 !== void 0) selection.showCamera(row2, L.latLng(lat, lon));
  else view.pointOut({ type: "Point", coordinates: [lon, lat] });
}
function walk(event, field, list) {
  event.stopPropagation();
  const stops = [field, ...list.querySelectorAll("button")];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  const step2 = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Enter" && event.target === field) list.querySelector("button")?.click();
  else if (event.key === "Escape") list.hidden = true;
  else if (step2) stops[(at + step2 + stops.length) % stops.length].focus();
  else return;
  event.preventDefault();
}
function hitRow(hit, go) {
  const label = element("span", { textContent: hit.label });
  const detail = element("small", { textContent: hit.detail });
  const button2 = element("button", { type: "button" }, label, detail);
  button2.addEventListener("click", () => go(hit));
  return element("li", {}, button2);
}

// src/swipe.js
var STEP = 0.05;
var Swipe = class {
  #camera;
  #state;
  #share = 0.5;
  #line;
  #ended = new AbortController();
  /** @param {CameraMap} camera whose own picture shows the stage on the left */
  constructor(camera) {
    this.#camera = camera;
    const { L, map, state, host, settings, troubles } = camera;
    this.#state = state.with({ stage: "after", cameras: { ...state.cameras } });
    this.#state.index = new CameraIndex(this.#state.cameras);
    this.renew();
    this.layer = new PictureLayer(L, map, this.#state, {
      pane: "swipe",
      drawn: () => host.dataset.compared = "yes",
      failed: (error) => troubles.report("swipe", error, "drawing")
    });
    const handle = element("button", {
      type: "button",
      textContent: "⇔",
      title: settings.texts.swipe
    });
    handle.setAttribute("role", "slider");
    handle.setAttribute("aria-label", settings.texts.swipe);
    const { working, after } = settings.texts.stages;
    const before = element("span", { className: "before", textContent: working });
    const behind = element("span", { className: "after", textContent: after });
    this.#line = element("div", { className: "swipe" }, handle, before, behind);
    L.DomEvent.disableClickPropagation(this.#line);
    host.append(this.#line);
    this.#follow(handle);
    this.#place();
  }
  /** @param {HTMLElement} handle */
  #follow(handle) {
    const { map, host } = this.#camera;
    const { signal } = this.#ended;
    const to = (share) => {
      this.#share = Math.min(0.98, Math.max(0.02, share));
      this.#place();
    };
    handle.addEventListener("pointerdown", (event) => handle.setPointerCapture(event.pointerId));
    handle.addEventListener("pointermove", (event) => {
      const { left, width } = host.getBoundingClientRect();
      if (handle.hasPointerCapture(event.pointerId)) to((event.clientX - left) / width);
    });
    handle.addEventListener("keydown", (event) => {
      const step2 = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
      if (!step2) return;
      event.stopPropagation();
      event.preventDefault();
      to(this.#share + step2);
    });
    map.on("move zoomend resize viewreset", this.#place);
    signal.addEventListener("abort", () => map.off("move zoomend resize viewreset", this.#place));
  }
  /** Put the line, and cut both pictures along it, wherever the map has moved. */
  #place = () => {
    const { L, map, host } = this.#camera;
    const { x: x2, y: y2 } = map.getSize();
    const at = this.#share * x2;
    this.#line.style.left = `${at}px`;
    this.#line.firstElementChild?.setAttribute(
      "aria-valuenow",
      String(Math.round(100 * this.#share))
    );
    host.dataset.swipe = this.#share.toFixed(2);
    const between = (left, right) => {
      const from = map.containerPointToLayerPoint(L.point(left, 0));
      const to = map.containerPointToLayerPoint(L.point(right, y2));
      const corners = [
        [from.x, from.y],
        [to.x, from.y],
        [to.x, to.y],
        [from.x, to.y]
      ];
      return `polygon(${corners.map(([px, py]) => `${px}px ${py}px`).join(",")})`;
    };
    clip(map.getPane("cameras"), between(0, at));
    clip(map.getPane("swipe"), between(at, x2));
  };
  /** Take over what is shown otherwise, and the plan as it now is. */
  renew() {
    const { state, settings } = this.#camera;
    const { stage, cameras, index } = this.#state;
    Object.assign(this.#state, state, { stage, cameras, index });
    this.#state.applyFilters(settings);
    this.layer?.redraw();
  }
  remove() {
    const { map, host, troubles } = this.#camera;
    this.#ended.abort();
    this.layer.remove();
    this.#line.remove();
    clip(map.getPane("cameras"), "");
    delete host.dataset.compared;
    delete host.dataset.swipe;
    troubles.end("swipe");
  }
};
function clip(pane, path) {
  if (pane) pane.style.clipPath = path;
}

// src/stage_switch.js
function makeStages(camera) {
  const { settings, state } = camera;
  const box = element("div", { className: "stages" });
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", settings.texts.stage);
  const buttons = STAGES.map((stage) => {
    const words = settings.texts.stages[stage];
    return button(words, stage, () => showStage(camera, stage));
  });
  const compare2 = button(settings.texts.compare, "compare", () => compareStages(camera));
  box.append(...buttons, compare2);
  const update = () => {
    box.hidden = !camera.settings.restored;
    compare2.setAttribute("aria-pressed", String(Boolean(camera.swipe)));
    buttons.forEach(
      (one, k) => one.setAttribute("aria-pressed", String(!camera.swipe && STAGES[k] === state.stage))
    );
  };
  return { box, update };
}
function showStage(camera, stage) {
  camera.swipe?.remove();
  camera.swipe = void 0;
  camera.state.stage = stage;
  camera.filtered();
}
function compareStages(camera) {
  showStage(camera, "working");
  camera.swipe = new Swipe(camera);
  camera.controls?.update();
}

// src/controls.js
var [NARROW_PX, LOW_PX] = [640, 400];
var BESIDE_PX = 24;
function addControls(camera) {
  const { L, map, host } = camera;
  const measure = new Measure(camera);
  const tools = {
    measure: () => measure.toggle(),
    select: () => camera.chosen.toggle(),
    print: () => openPrint(camera)
  };
  const notes = element("div", { className: "map-notes", ariaLive: "polite" });
  const here = element("div", { className: "here" });
  const card2 = element("aside", { className: "card-panel" });
  const [legend, stages, saved] = [makeLegend, makeStages, makeSavedViews].map(
    (make) => make(camera)
  );
  legend.box.lastElementChild?.append(saved.box);
  const search = makeSearch(camera, () => isNarrow(host) && closeSheets());
  const scale = L.control.scale({ imperial: false }).addTo(map).getContainer();
  const upper = column("upper", makeTools(camera, tools), card2);
  const lower = column("lower", measure.box, addInset(camera), ...scale ? [scale] : []);
  lower.append(makeReadout(camera));
  const deck = column(
    "deck",
    column("side left", search, stages.box, camera.chosen.box, notes, legend.box),
    column("middle", here),
    column("side right", upper, lower)
  );
  for (const part of [
    search,
    stages.box,
    camera.chosen.box,
    notes,
    legend.box,
    ...upper.children,
    ...lower.children
  ]) {
    if (!(part instanceof HTMLElement)) continue;
    L.DomEvent.disableClickPropagation(part);
    L.DomEvent.disableScrollPropagation(part);
  }
  host.append(deck);
  const details = (
    /** @type {HTMLDetailsElement} */
    legend.box
  );
  const closeSheets = () => {
    details.open = false;
    map.closePopup();
  };
  details.open = !isNarrow(host);
  details.addEventListener("toggle", () => details.open && isNarrow(host) && map.closePopup());
  map.on("popupopen", ({ popup }) => {
    if (isNarrow(host)) details.open = false;
    showCard(camera, popup, card2);
  });
  const update = () => {
    showNotes(camera, notes);
    [legend, stages, saved].forEach((part) => part.update());
    here.textContent = communeName(camera);
  };
  map.on("zoomend resize", update);
  update();
  return { update, remove: () => deck.remove() };
}
var isNarrow = (host) => host.clientWidth <= NARROW_PX || host.clientHeight <= LOW_PX;
var column = (className, ...parts) => element("div", { className }, ...parts);
function showCard({ map, host }, popup, panel) {
  const content = popup.getElement();
  const at = popup.getLatLng();
  if (!content) return;
  panel.replaceChildren(content);
  if (!at || !map.getBounds().contains(at)) return;
  const { x: x2, y: y2 } = map.latLngToContainerPoint(at);
  const by = isNarrow(host) ? fromBeneathSheet(host, panel, y2) : fromBeneath(host, panel, x2, y2);
  if (by) map.panBy(by, { animate: false });
}
function fromBeneath(host, panel, x2, y2) {
  const whole = host.getBoundingClientRect();
  const { left, bottom } = panel.getBoundingClientRect();
  const free = host.querySelector(".side.left")?.getBoundingClientRect().right ?? whole.left;
  const isHidden = x2 > left - whole.left - BESIDE_PX && y2 < bottom - whole.top + BESIDE_PX;
  return isHidden ? [x2 - ((free + left) / 2 - whole.left), 0] : void 0;
}
function fromBeneathSheet(host, sheet, y2) {
  const top = sheet.getBoundingClientRect().top - host.getBoundingClientRect().top;
  return y2 > top - BESIDE_PX ? [0, y2 - top / 2] : void 0;
}
function showNotes(camera, notes) {
  const { settings, state, troubles } = camera;
  const { texts, write: write2, placing, editable } = settings;
  const { worst } = troubles;
  const away = whereCamerasAre(camera);
  const lines = [
    ["simulated", settings.simulated && texts.simulated],
    ["schematic", state.schematic && texts.schematic],
    ["placing", placing && filled(texts.placing, { camera: placing.title })],
    ["adding", editable && !placing && texts.adding],
    ["trouble", worst && texts.troubles[worst]],
    ["notice", camera.notice],
    ["away", away?.text, away && button(texts.nearest, "", away.go)],
    [
      "hidden",
      state.hiddenCount > 0 && filled(texts.hidden, { count: write2(state.hiddenCount) }),
      state.filter.hides ? showAll(camera) : void 0
    ]
  ];
  const shown = lines.filter(([, text]) => text);
  const told = JSON.stringify([shown.map(([kind, text]) => [kind, text]), state.filter.hides]);
  if (notes.dataset.told === told) return;
  notes.dataset.told = told;
  notes.replaceChildren(...shown.map(([kind, text, act]) => chip(kind, String(text), act)));
}
var chip = (kind, textContent, act) => element(
  "div",
  { className: `chip ${kind}` },
  element("span", { textContent }),
  ...act ? [act] : []
);
var showAll = (camera) => button(camera.settings.texts.show_all, "", () => {
  camera.state.filter.clear();
  camera.filtered();
});

// src/lasso.js
var STYLE = { color: "#7a3db8", weight: 2, fillColor: "#7a3db8", fillOpacity: 0.08 };
var STEP_PX = 3;
var LEAST_PX = 4;
var SAME_PRESS_MS = 100;
var Lasso = class {
  /** @type {Form} */
  form = "rectangle";
  /** Whether the next drag draws; with the Shift key any drag does. */
  isActive = false;
  #context;
  #take;
  /** @type {Polygon} */
  #outline;
  /** Where the pointer has been since it was pressed. @type {Spot[]} */
  #path = [];
  /** @type {number | undefined} */
  #pointer;
  /** The corner that was set by keyboard. @type {LatLng | undefined} */
  #corner;
  #endedAt = -Infinity;
  /**
   * @param {MapContext} context
   * @param {(ring: LatLng[]) => void} take takes what was drawn around
   */
  constructor(context, take) {
    const { L, map, host, signal } = context;
    this.#context = context;
    this.#take = take;
    this.#outline = L.polygon([], { ...STYLE, pane: "editing", interactive: false }).addTo(map);
    map.boxZoom.disable();
    const on = (name, act) => host.addEventListener(name, act, { signal, capture: true });
    on("pointerdown", (event) => this.#press(event));
    on("pointermove", (event) => this.#move(event));
    on("pointerup", (event) => this.#end(event));
    on("pointercancel", () => this.#stop());
    host.addEventListener(
      "click",
      (event) => {
        const isSame = event.timeStamp - this.#endedAt < SAME_PRESS_MS;
        if (isSame && isOnMap(event.target)) event.stopImmediatePropagation();
      },
      { signal, capture: true }
    );
  }
  get isDrawing() {
    return this.#pointer !== void 0;
  }
  /** @param {boolean} isActive */
  activate(isActive) {
    const { map, host } = this.#context;
    this.isActive = isActive;
    this.#corner = void 0;
    for (const moves of [map.dragging, map.doubleClickZoom])
      moves[isActive ? "disable" : "enable"]();
    host.classList.toggle("drawing-around", isActive);
    if (!isActive) this.#stop();
  }
  /**
   * Show what was drawn around.
   *
   * @param {LatLng[]} ring
   */
  show(ring2) {
    this.#outline.setLatLngs(ring2);
  }
  /** By keyboard: the middle of the map becomes one corner, then the other. */
  setCorner() {
    const at = this.#context.map.getCenter();
    if (!this.#corner) {
      this.#corner = at;
      return this.show([at]);
    }
    const { lat, lng } = this.#corner;
    const { L } = this.#context;
    this.#corner = void 0;
    return this.#take([at, L.latLng(at.lat, lng), L.latLng(lat, lng), L.latLng(lat, at.lng)]);
  }
  /** @param {PointerEvent} event */
  #press(event) {
    if (this.#pointer !== void 0) return this.#stop();
    const isWanted = this.isActive || event.shiftKey;
    if (!isWanted || event.button !== 0 || !isOnMap(event.target)) return void 0;
    event.preventDefault();
    this.#pointer = event.pointerId;
    this.#path = [this.#spot(event)];
    this.#context.host.setPointerCapture(event.pointerId);
    this.#context.host.focus({ preventScroll: true });
    return void 0;
  }
  /** @param {PointerEvent} event */
  #move(event) {
    if (event.pointerId !== this.#pointer) return;
    event.stopPropagation();
    const spot = this.#spot(event);
    const last = this.#path[this.#path.length - 1];
    if (Math.hypot(spot.x - last.x, spot.y - last.y) < STEP_PX) return;
    if (this.form === "rectangle") this.#path = [this.#path[0], spot];
    else this.#path.push(spot);
    this.show(this.#ring());
  }
  /** @param {PointerEvent} event */
  #end(event) {
    if (event.pointerId !== this.#pointer) return;
    const ring2 = this.#ring();
    const [first] = this.#path;
    const isDrawn = this.#path.some(({ x: x2, y: y2 }) => Math.hypot(x2 - first.x, y2 - first.y) >= LEAST_PX);
    this.#pointer = void 0;
    if (!isDrawn) return;
    this.#endedAt = event.timeStamp;
    this.#take(ring2);
  }
  #stop() {
    this.#pointer = void 0;
    this.#path = [];
    this.show([]);
  }
  /** @param {PointerEvent} event */
  #spot(event) {
    return this.#context.map.mouseEventToContainerPoint(event);
  }
  #ring() {
    const { map } = this.#context;
    const [a, b] = this.#path;
    const corners = this.form === "rectangle" && b ? [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }] : this.#path;
    return corners.map(({ x: x2, y: y2 }) => map.containerPointToLatLng([x2, y2]));
  }
};
var isOnMap = (target) => target instanceof Element && !target.closest(".deck");

// src/chosen.js
var FORMS = (
  /** @type {Form[]} */
  ["rectangle", "freehand"]
);
var ACTS = (
  /** @type {ManyAct[]} */
  ["table", "bulk", "export", "require"]
);
var ChosenCameras = class {
  #context;
  #changed;
  #lasso;
  /** @type {LatLng[]} */
  #ring = [];
  /** Their places. @type {number[]} */
  places = [];
  /**
   * @param {MapContext} context
   * @param {() => void} changed what is said of them takes another place
   */
  constructor(context, changed) {
    const { host } = context;
    this.#context = context;
    this.#changed = changed;
    this.#lasso = new Lasso(context, (ring2) => this.choose(ring2));
    this.box = element("div", { className: "chosen-bar", hidden: true });
    host.addEventListener("keydown", (event) => this.#press(event), { signal: context.signal });
  }
  get isActive() {
    return this.#lasso.isActive;
  }
  /** Whether a drag draws, or a click sets a corner, and nothing is picked. */
  get isBusy() {
    return this.isActive || this.#lasso.isDrawing;
  }
  /** Begin, or end, to draw around cameras. */
  toggle() {
    if (!this.isActive) this.#context.map.closePopup();
    this.#lasso.activate(!this.isActive);
    this.#lasso.show(this.#ring);
    this.#tell();
    this.#changed();
  }
  /**
   * Choose the cameras that are shown within a ring.
   *
   * @param {LatLng[]} ring
   */
  choose(ring2) {
    this.#ring = ring2;
    this.#context.map.closePopup();
    this.#lasso.activate(false);
    this.#lasso.show(ring2);
    this.#refresh();
  }
  clear() {
    this.#ring = [];
    this.#lasso.activate(false);
    this.#refresh();
  }
  #refresh() {
    this.update();
    this.#changed();
    this.#context.redraw();
  }
  /** Follow what is shown within the ring now. */
  update() {
    const { state } = this.#context;
    const ring2 = Float64Array.from(
      this.#ring.flatMap(({ lat, lng }) => [mercatorX(lng), mercatorY(lat)])
    );
    this.places = ring2.length ? state.index.inside(ring2) : [];
    state.chosen = void 0;
    if (this.places.length) {
      state.chosen = new Uint8Array(state.cameras.n);
      for (const place of this.places) state.chosen[place] = 1;
    }
    this.#tell();
  }
  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.target !== this.#context.host) return;
    if (event.key === "Escape") this.clear();
    if (event.key === "Enter" && this.isActive) this.#lasso.setCorner();
  }
  #tell() {
    const { host, settings } = this.#context;
    const { texts, write: write2 } = settings;
    const { length: length2 } = this.places;
    host.dataset.chosen = String(length2);
    host.querySelector("button.select")?.setAttribute("aria-pressed", String(this.isActive));
    const isEmpty = this.#ring.length > 0 && !length2;
    this.box.hidden = !this.isActive && !this.#ring.length;
    const end = button("×", "end", () => this.clear());
    end.setAttribute("aria-label", texts.measure_end);
    const words = isEmpty ? texts.select.none : filled(texts.select.count, { count: write2(length2) });
    const what = this.isActive ? [element("span", { textContent: texts.select.hint }), ...this.#forms()] : [
      element("strong", { role: "status", textContent: words }),
      ...this.#states(),
      ...this.#acts()
    ];
    this.box.replaceChildren(...what, end);
  }
  #forms() {
    const { texts } = this.#context.settings;
    return FORMS.map((form) => {
      const one = button(texts.select[form], form, () => {
        this.#lasso.form = form;
        this.#tell();
      });
      one.setAttribute("aria-pressed", String(this.#lasso.form === form));
      return one;
    });
  }
  /** How many of each state there are. */
  #states() {
    const { state, settings } = this.#context;
    const counts = settings.texts.sights.map(() => 0);
    for (const place of this.places) counts[state.cameras.sight[place]] += 1;
    return counts.flatMap((count2, k) => {
      if (!count2) return [];
      const words = `${settings.texts.sights[k]}: ${settings.write(count2)}`;
      return [element("span", { className: "state" }, legendSymbol(k), words)];
    });
  }
  /** What the page can do with them, each a button. */
  #acts() {
    const { settings, state } = this.#context;
    if (!settings.selects || !this.places.length) return [];
    return ACTS.map(
      (act) => button(settings.texts.select[act], act, () => {
        const rows = this.places.map((place) => String(state.cameras.row[place]));
        settings.send?.({ act, given: [settings.revision, ...rows] });
      })
    );
  }
};

// src/edit.js
var METRES_PER_DEGREE = 111320;
var STEP_DEG = 3;
var SHAPE = {
  color: "#7a3db8",
  weight: 2,
  fillColor: "#7a3db8",
  fillOpacity: 0.22,
  smoothFactor: 0,
  interactive: false
};
var radians2 = (degrees) => degrees * Math.PI / 180;
var rounded2 = (value, decimals) => Number(value.toFixed(decimals));
function towards({ lat, lng }, azimuth, metres) {
  const north = metres * Math.cos(radians2(azimuth)) / METRES_PER_DEGREE;
  const east = metres * Math.sin(radians2(azimuth)) / (METRES_PER_DEGREE * Math.cos(radians2(lat)));
  return [lat + north, lng + east];
}
function sector(at, azimuth, opening, metres) {
  const steps = Math.max(1, Math.ceil(opening / STEP_DEG));
  const arc = Array.from(
    { length: steps + 1 },
    (_, k) => towards(at, azimuth - opening / 2 + k * opening / steps, metres)
  );
  return opening >= 360 ? arc : [[at.lat, at.lng], ...arc];
}
var CameraEditor = class {
  /** @type {Set<Field>} */
  #touched;
  /** @type {number} */
  #azimuth;
  /** @type {number} */
  #range;
  /** @type {Polygon} */
  #shape;
  /** @type {Marker} */
  #body;
  /** @type {Marker} */
  #tip;
  /** @type {Control} */
  #bar;
  #fields;
  /**
   * @param {LeafletLibrary} L
   * @param {LeafletMap} map
   * @param {EditStart} about
   * @param {LatLng} at
   * @param {boolean} isNew it stands here for the first time
   * @param {Texts} texts
   * @param {(after?: Changes) => void} done with the fields that were changed; without, given up
   */
  constructor(L, map, about, at, isNew, texts, done) {
    this.L = L;
    this.map = map;
    this.about = about;
    this.done = done;
    this.#azimuth = about.azimuth_deg ?? 0;
    this.#range = about.range_m;
    this.#touched = new Set(isNew ? ["lon", "lat"] : []);
    this.#fields = {
      azimuth: this.#numberField(360, (value) => this.#turn((value % 360 + 360) % 360)),
      range: this.#numberField(2e4, (value) => this.#reach(Math.max(1, value)))
    };
    this.#shape = L.polygon([], { ...SHAPE, pane: "editing" }).addTo(map);
    this.#body = this.#handle("body", at, texts.move).on("drag", () => this.#touch("lon", "lat"));
    this.#tip = this.#handle("tip", at, texts.turn).on("drag", () => this.#aim(this.#tip.getLatLng())).on("dragend", () => this.#draw());
    this.#bar = this.#makeBar(texts);
    this.#draw();
  }
  /**
   * @param {"body" | "tip"} kind
   * @param {LatLng} at
   * @param {string} title
   */
  #handle(kind, at, title) {
    const icon = this.L.divIcon({ className: `edit-handle ${kind}`, iconSize: [22, 22] });
    const zIndexOffset = kind === "body" ? 1e3 : 0;
    const options = { icon, title, draggable: true, keyboard: true, zIndexOffset };
    return this.L.marker(at, options).addTo(this.map);
  }
  /**
   * @param {number} max
   * @param {(value: number) => void} take
   */
  #numberField(max, take) {
    const field = element("input", { type: "number", min: "0", max: String(max), step: "1" });
    field.addEventListener("input", () => {
      if (Number.isFinite(field.valueAsNumber)) take(field.valueAsNumber);
    });
    return field;
  }
  /** @param {Texts} texts */
  #makeBar(texts) {
    const box = element(
      "form",
      { className: "edit-bar" },
      element("strong", { textContent: this.about.title }),
      element("label", { textContent: texts.direction }, this.#fields.azimuth),
      element("label", { textContent: texts.range }, this.#fields.range),
      button(texts.save, "save", () => this.#finish(this.#changes())),
      button(texts.cancel, "", () => this.#finish())
    );
    box.addEventListener("submit", (event) => event.preventDefault());
    const control = new this.L.Control({ position: "topright" });
    control.onAdd = () => box;
    this.L.DomEvent.disableClickPropagation(box);
    return control.addTo(this.map);
  }
  /** @param {Field[]} fields */
  #touch(...fields) {
    fields.forEach((field) => this.#touched.add(field));
    this.#draw();
  }
  /** @param {number} azimuth */
  #turn(azimuth) {
    this.#azimuth = azimuth;
    this.#touch("azimuth_deg");
  }
  /** @param {number} range */
  #reach(range2) {
    this.#range = range2;
    this.#touch("range_m");
  }
  /**
   * Turn towards a point and reach as far as it.
   *
   * @param {LatLng} point
   */
  #aim(point2) {
    const at = this.#body.getLatLng();
    const north = point2.lat - at.lat;
    const east = (point2.lng - at.lng) * Math.cos(radians2(at.lat));
    const azimuth = Math.atan2(east, north) * 180 / Math.PI;
    this.#azimuth = azimuth < 0 ? azimuth + 360 : azimuth;
    this.#range = Math.max(1, Math.hypot(north, east) * METRES_PER_DEGREE);
    this.#touch("azimuth_deg", "range_m");
  }
  #draw() {
    const at = this.#body.getLatLng();
    this.#shape.setLatLngs(sector(at, this.#azimuth, this.about.hfov_deg, this.#range));
    this.#tip.setLatLng(towards(at, this.#azimuth, this.#range));
    const show2 = (field, value) => {
      if (field !== document.activeElement) field.value = String(Math.round(value));
    };
    show2(this.#fields.azimuth, this.#azimuth);
    show2(this.#fields.range, this.#range);
  }
  /** @returns {Changes} */
  #changes() {
    const { lat, lng } = this.#body.getLatLng();
    const values = {
      lon: rounded2(lng, 7),
      lat: rounded2(lat, 7),
      azimuth_deg: rounded2(this.#azimuth, 1) % 360,
      range_m: rounded2(this.#range, 1)
    };
    return Object.fromEntries([...this.#touched].map((field) => [field, values[field]]));
  }
  /** @param {Changes} [after] */
  #finish(after) {
    this.remove();
    this.done(after);
  }
  remove() {
    [this.#shape, this.#body, this.#tip, this.#bar].forEach((part) => part.remove());
  }
};

// src/editing.js
var CLOSEST_ZOOM2 = 20;
var GRASP_PX2 = 70;
var EQUATOR_M_PER_PX2 = 156543;
var DECIMALS2 = 7;
var Editing = class {
  #context;
  /** @type {CameraEditor | undefined} */
  #editor;
  /** @param {MapContext} context */
  constructor(context) {
    this.#context = context;
  }
  get isActive() {
    return this.#editor !== void 0;
  }
  /** Show on the map itself whether, and how, it can be edited now. */
  show() {
    const { host, settings } = this.#context;
    host.classList.toggle("placing", Boolean(settings.placing));
    host.dataset.editable = String(Boolean(settings.editable));
  }
  /**
   * Let one camera be moved, turned and given a range; what changed goes to the page.
   *
   * @param {EditStart} about
   * @param {LatLng} at
   * @param {boolean} [isNew] it stands here for the first time
   */
  begin(about, at, isNew = false) {
    const { L, map, host, settings } = this.#context;
    this.#editor?.remove();
    host.dataset.editing = about.camera_id;
    const zoom = Math.max(map.getZoom(), zoomToSee(about.range_m, at.lat));
    map.setView(at, zoom, { animate: false });
    this.#editor = new CameraEditor(L, map, about, at, isNew, settings.texts, (after) => {
      this.#editor = void 0;
      delete host.dataset.editing;
      if (after && Object.keys(after).length)
        settings.send?.({ camera_id: about.camera_id, stored: about.stored, after });
    });
  }
  /**
   * What can be done to a camera, above all that is told of it.
   *
   * @param {CameraAnswer} camera
   * @param {LatLng} at
   */
  actions({ camera_id, edit }, at) {
    const { map, settings } = this.#context;
    const acts = (
      /** @type {(keyof Texts["acts"])[]} */
      ["copy", "dispose", "remove"]
    );
    const box = element("div", { className: "actions" });
    if (edit)
      box.append(
        button(settings.texts.edit, "edit", () => {
          map.closePopup();
          this.begin(edit, at);
        })
      );
    box.append(...acts.map((act) => this.#actButton(act, [camera_id])));
    return box;
  }
  /** @param {LatLng} latlng */
  addButton({ lat, lng }) {
    return this.#actButton("add", [lat.toFixed(DECIMALS2), lng.toFixed(DECIMALS2)]);
  }
  /**
   * A button that asks the page for more than the map itself can do.
   *
   * @param {keyof Texts["acts"]} act
   * @param {string[]} given
   */
  #actButton(act, given) {
    return button(this.#context.settings.texts.acts[act], act, () => {
      this.#context.map.closePopup();
      this.#context.settings.send?.({ act, given });
    });
  }
};
function zoomToSee(metres, latitude) {
  const metresPerPixel = EQUATOR_M_PER_PX2 * Math.cos(latitude * Math.PI / 180);
  return Math.min(CLOSEST_ZOOM2, Math.ceil(Math.log2(GRASP_PX2 * metresPerPixel / metres)));
}

// src/highlight.js
var REST_MS = 60;
var OFFSET_PX = 14;
var LINE3 = { pane: "highlight", interactive: false, color: "#1d2b36", weight: 2.5, fill: false };
var UNDER = { ...LINE3, color: "#fff", weight: 5, opacity: 0.85 };
var Highlight = class {
  #context;
  #layer;
  /** @type {LayerGroup} */
  #outline;
  #name = element("div", { className: "hover-name", hidden: true });
  #key = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rest;
  /**
   * @param {MapContext} context
   * @param {PictureLayer} layer
   */
  constructor(context, layer) {
    const { L, map, host } = context;
    this.#context = context;
    this.#layer = layer;
    this.#outline = L.layerGroup().addTo(map);
    this.#name.setAttribute("aria-hidden", "true");
    host.append(this.#name);
    map.on("mouseout movestart popupopen", () => this.clear());
  }
  /**
   * Show what lies under a position; returns whether a click opens more than the ground.
   *
   * @param {LatLng} latlng
   */
  show(latlng) {
    const { map } = this.#context;
    const targets = this.#layer.targets(latlng);
    const [first] = targets;
    const isGround = first?.kind === "commune";
    if (!first || first.ring || isGround && map.getZoom() >= FINE_ZOOM) this.clear();
    else this.#follow(first, targets.filter(({ depth }) => depth === first.depth).length, latlng);
    return Boolean(first) && !isGround;
  }
  clear() {
    if (!this.#key) return;
    clearTimeout(this.#rest);
    this.#key = "";
    this.#name.hidden = true;
    this.#outline.clearLayers();
  }
  /**
   * @param {Target} target
   * @param {number} count how many lie there
   * @param {LatLng} latlng
   */
  #follow(target, count2, latlng) {
    const { map } = this.#context;
    const { x: x2, y: y2 } = map.latLngToContainerPoint(latlng);
    const width = map.getSize().x;
    const isRight = x2 > width / 2;
    this.#name.style.left = isRight ? "" : `${x2 + OFFSET_PX}px`;
    this.#name.style.right = isRight ? `${width - x2 + OFFSET_PX}px` : "";
    this.#name.style.top = `${y2 + OFFSET_PX}px`;
    const key = `${keyOf(target)} ${count2}`;
    if (key === this.#key) return;
    this.clear();
    this.#key = key;
    this.#draw(target);
    this.#tell(target, count2, key);
  }
  /**
   * @param {Target} target
   * @param {number} count
   * @param {string} key
   */
  #tell(target, count2, key) {
    const { settings, state } = this.#context;
    const { kind, place = 0, link } = target;
    const write2 = (name) => {
      const more = count2 > 1 ? ` (+${settings.write(count2 - 1)})` : "";
      this.#name.textContent = `${name}${more}`;
      this.#name.hidden = !name && count2 < 2;
    };
    if (link) return write2(`${link.name}: ${link.state}`);
    if (kind === "commune") return write2(state.communes[place].name);
    const sight = kind === "camera" ? settings.texts.sights[state.cameras.sight[place]] : "";
    write2(sight);
    const { source, cameras } = state;
    const ask = () => kind === "camera" ? source.camera(cameras.row[place]) : source.place(place);
    this.#rest = setTimeout(async () => {
      const title = await ask().then(
        (answer) => answer?.title,
        () => void 0
      );
      if (title && key === this.#key) write2([title, sight].filter(Boolean).join(" · "));
    }, REST_MS);
  }
  /** @param {Target} target */
  #draw({ kind, place = -1, link }) {
    const { state } = this.#context;
    const frame = this.#layer.frame;
    if (!frame) return;
    if (kind === "commune") return this.#trace(state.land, place, true);
    const isIt = (one) => link ? one.link === link : (kind === "camera" ? one.camera : one.row) === place;
    for (const hit of frame.hits.filter((one) => isIt(one) && !one.isArea))
      this.#ring(this.#layer.position(hit), hit.r);
    if (link) return void 0;
    for (const { tile, s, camera } of frame.shapes.filter(isIt))
      this.#trace(tile, s, camera !== void 0);
  }
  /**
   * @param {LatLng} at
   * @param {number} radius
   */
  #ring(at, radius) {
    const { L } = this.#context;
    for (const style of [UNDER, LINE3])
      this.#outline.addLayer(L.circleMarker(at, { ...style, radius }));
  }
  /**
   * @param {Shapes} shapes
   * @param {number} s
   * @param {boolean} isClosed
   */
  #trace({ first, start, xy }, s, isClosed) {
    const { L, map } = this.#context;
    const paths = [];
    for (let k = first[s]; k < first[s + 1]; k++) {
      const path = [];
      for (let v = start[k]; v < start[k + 1]; v++)
        path.push(map.unproject([256 * xy[2 * v], 256 * xy[2 * v + 1]], 0));
      paths.push(path);
    }
    for (const style of [UNDER, LINE3])
      this.#outline.addLayer(isClosed ? L.polygon(paths, style) : L.polyline(paths, style));
  }
};

// src/revision.js
var ASKED_EVERY_MS = 1e4;
var TOLD_MS = 4e3;
async function begin(settings, sourceOf) {
  const source = sourceOf(settings);
  try {
    return await source.begin();
  } catch (error) {
    const revision = await source.reader.newest?.();
    if (!revision || revision === settings.revision || settings.restored) throw error;
    return sourceOf({ ...settings, revision }).begin();
  }
}
var ShownRevision = class {
  #camera;
  #sourceOf;
  #revision;
  #watch;
  #reload = new Retry(() => this.#load());
  /**
   * @param {CameraMap} camera
   * @param {SourceOf} sourceOf
   */
  constructor(camera, sourceOf) {
    const { settings, state, troubles } = camera;
    this.#camera = camera;
    this.#sourceOf = sourceOf;
    this.#revision = state.source.revision || settings.revision;
    const moveTo = settings.restored ? null : this.moveTo;
    this.#watch = new RevisionWatch(() => state.source, troubles, moveTo);
  }
  /** @param {string} revision */
  moveTo = (revision) => {
    this.#revision = revision;
    return this.#load();
  };
  /** Load the revision to be shown; until it is here, the one before is. */
  async #load() {
    const { settings, troubles } = this.#camera;
    const revision = this.#revision;
    try {
      const data = await this.#sourceOf({ ...settings, revision }).begin();
      if (revision !== this.#revision) return;
      this.#camera.take(data);
      this.#reload.stop();
      troubles.end("revision");
    } catch (error) {
      troubles.report("revision", error);
      this.#reload.later();
    }
  }
  /** Ask whether there is a newer one: what did not arrive may be of one that is gone. */
  ask = () => this.#watch.ask();
  stop() {
    this.#reload.stop();
    this.#watch.stop();
  }
};
var RevisionWatch = class {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #told;
  #retry = new Retry(() => this.ask());
  #isAsking = false;
  #source;
  #troubles;
  #moveTo;
  /**
   * @param {() => Source} source what is shown
   * @param {Troubles} troubles
   * @param {((revision: string) => Promise<void>) | null} moveTo shows another revision; null
   *   where what is drawn belongs to the one that is shown
   */
  constructor(source, troubles, moveTo) {
    this.#source = source;
    this.#troubles = troubles;
    this.#moveTo = moveTo;
    document.addEventListener("visibilitychange", this.#seen);
    this.#later();
  }
  stop() {
    document.removeEventListener("visibilitychange", this.#seen);
    clearTimeout(this.#timer);
    clearTimeout(this.#told);
    this.#retry.stop();
  }
  /** Ask whether there is a newer revision, and go there. */
  async ask() {
    const { reader, revision } = this.#source();
    if (!reader.newest || this.#isAsking) return;
    this.#isAsking = true;
    try {
      const newest = await reader.newest();
      this.#retry.stop();
      this.#troubles.end("newest");
      if (newest === void 0) this.#troubles.note("program", "program");
      else if (newest !== revision) await this.#follow(newest);
    } catch (error) {
      this.#troubles.report("newest", error);
      this.#retry.later();
    } finally {
      this.#isAsking = false;
      this.#later();
    }
  }
  /** @param {string} newest */
  async #follow(newest) {
    if (!this.#moveTo) return this.#troubles.note("register", "past");
    this.#troubles.note("register", "changed");
    await Promise.all([this.#moveTo(newest), this.#readable()]);
    return this.#troubles.end("register");
  }
  /** @returns {Promise<void>} */
  #readable() {
    return new Promise((resolve) => this.#told = setTimeout(resolve, TOLD_MS));
  }
  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => document.hidden ? this.#later() : this.ask(), ASKED_EVERY_MS);
  }
  #seen = () => void (document.hidden || this.ask());
};

// src/card.js
function card({ title, lines }, parts = [], kind = "") {
  const list = element("dl");
  for (const [label, text] of lines)
    list.append(element("dt", { textContent: label }), element("dd", { textContent: text }));
  const heading = element("strong", { textContent: title });
  const box = emptyCard(kind);
  box.append(heading, ...parts, list);
  return box;
}
function emptyCard(kind = "") {
  const box = element("div", { className: `camera-card ${kind}` });
  box.addEventListener("click", (event) => event.stopPropagation());
  return box;
}
function cardOfEquipment({ name, state, cameras: needing }, { sight }, { texts, write: write2 }) {
  const counts = texts.sights.map((_, k) => needing.filter((i) => sight[i] === k).length);
  const states = texts.sights.map((label, k) => [label, write2(counts[k])]);
  const lines = states.filter((_, k) => counts[k]);
  const heads = (
    /** @type {[string, string][]} */
    [
      [texts.state, state],
      [texts.needing, write2(needing.length)]
    ]
  );
  const note = element("span", { className: "subtitle", textContent: texts.shared });
  return card({ title: name, lines: [...heads, ...lines] }, [note], "figures");
}
function stackBar(k, count2, { texts, write: write2 }, step2) {
  const arrow = (sign, words, name) => {
    const made = button(sign, name, () => step2(name === "later" ? 1 : -1));
    made.setAttribute("aria-label", words);
    made.title = words;
    return made;
  };
  return element(
    "div",
    { className: "stack" },
    arrow("‹", texts.earlier, "earlier"),
    element("span", { className: "place", textContent: `${write2(k + 1)}/${write2(count2)}` }),
    arrow("›", texts.later, "later")
  );
}
var moreButton = (count2, { texts, write: write2 }, act) => button(filled(texts.also_here, { count: write2(count2) }), "deeper", act);
function overviewLink({ code }, { texts, send }) {
  if (!send) return [];
  const { href } = new URL(`./?xa=${encodeURIComponent(code)}`, document.baseURI);
  const link = element("a", { href, className: "overview", textContent: texts.overview });
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    send({ act: "overview", given: [code] });
  });
  return [link];
}
function linkButtons(links, { texts, write: write2 }, show2) {
  const box = element("div", { className: "links" });
  if (!links.length) return box;
  const choose = (link) => {
    buttons.forEach((one, k) => one.setAttribute("aria-pressed", String(links[k] === link)));
    show2(link);
  };
  const buttons = links.map((link) => {
    const { name, state, cameras, down } = link;
    const words = filled(texts.link, { name, state, count: write2(cameras.length) });
    return button(words, down ? "down" : "", () => choose(link));
  });
  const [nearest2, ...others] = buttons;
  box.append(element("span", { className: "subtitle", textContent: texts.shared }), nearest2);
  if (others.length) {
    const textContent = filled(texts.link_more, { count: write2(others.length) });
    box.append(element("details", {}, element("summary", { textContent }), ...others));
  }
  choose(links[0]);
  return box;
}

// src/selection.js
var [WIDEST_PX, MARGIN_PX2] = [320, 60];
var STEPS = (
  /** @type {Record<string, number>} */
  { ArrowLeft: -1, ArrowRight: 1 }
);
var Selection = class {
  #context;
  #layer;
  #editing;
  /** @type {Stack | undefined} */
  #stack;
  /** Counts the cards asked for: an answer to one before the last comes too late. */
  #asked = 0;
  /** What is shown, for who cannot see it. */
  #spoken = element("div", { className: "spoken", ariaLive: "polite" });
  /**
   * @param {MapContext} context
   * @param {PictureLayer} layer
   * @param {Editing} editing
   */
  constructor(context, layer, editing) {
    this.#context = context;
    this.#layer = layer;
    this.#editing = editing;
    const { host, signal } = context;
    host.append(this.#spoken);
    host.addEventListener("keydown", (event) => this.#press(event), { signal, capture: true });
  }
  /**
   * Open what lies under a position; a ring opens by coming nearer.
   *
   * @param {LatLng} latlng
   */
  pick(latlng) {
    const targets = this.#layer.targets(latlng);
    const [first] = targets;
    if (first?.ring) openRing(this.#context, first.ring, this.#layer.position(first.ring));
    else if (first || this.#context.settings.editable) this.#open(targets, latlng);
  }
  /** @param {string} code */
  async showCode(code) {
    const { L, state, troubles } = this.#context;
    const hit = await troubles.answered(state.source.reader.find(code));
    if (hit) await this.showCamera(hit.row, L.latLng(hit.lat, hit.lon));
  }
  /**
   * @param {number} row
   * @param {LatLng} at
   */
  async showCamera(row2, at) {
    const place = this.#context.state.cameras.row.indexOf(row2);
    if (place >= 0) await this.#open([{ kind: "camera", depth: 0, place }], at);
  }
  /**
   * @param {Target[]} all
   * @param {LatLng} at
   */
  #open(all, at) {
    const targets = all.filter(({ depth, kind }) => depth === all[0].depth && kind !== "ring");
    const others = all.filter(({ depth }) => depth !== all[0].depth);
    return this.#show({ at, targets, others, k: 0 });
  }
  /**
   * Left and right walk through what lies there, Escape closes it.
   *
   * @param {KeyboardEvent} event
   */
  #press(event) {
    const { host, map } = this.#context;
    const isWithin2 = event.target instanceof Element && event.target.closest(".camera-card");
    if (!this.#stack?.popup?.isOpen() || event.target !== host && !isWithin2) return;
    const step2 = STEPS[event.key];
    if (step2 && this.#stack.targets.length > 1) this.#step(step2);
    else if (event.key === "Escape") {
      map.closePopup();
      host.focus({ preventScroll: true });
    } else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  /** @param {number} step */
  #step(step2) {
    const stack = this.#stack;
    if (!stack) return;
    const { length: length2 } = stack.targets;
    stack.k = (stack.k + step2 + length2) % length2;
    this.#show(stack);
  }
  /** @param {Stack} stack */
  async #show(stack) {
    const mine = this.#asked += 1;
    const content = await this.#content(stack);
    if (!content || mine !== this.#asked) return;
    const { permalink, redraw } = this.#context;
    this.#stack = stack;
    const held = document.activeElement?.closest(".stack button")?.className;
    content.mark?.();
    if (stack.popup?.isOpen()) stack.popup.setLatLng(content.at).setContent(content.box);
    else stack.popup = this.#popup(stack, content.at, content.box);
    if (held) content.box.querySelector(`.${held}`)?.focus();
    permalink.camera(content.code ?? null);
    redraw();
  }
  /**
   * @param {Stack} stack
   * @param {LatLng} at
   * @param {HTMLElement} content
   */
  #popup(stack, at, content) {
    const { L, map } = this.#context;
    const maxWidth = Math.min(WIDEST_PX, map.getSize().x - MARGIN_PX2);
    return L.popup({ offset: [0, -4], maxWidth, maxHeight: 340 }).setLatLng(at).setContent(content).on("remove", () => this.#deselect(stack)).openOn(map);
  }
  /**
   * The card of what is shown now, where it is shown, and what the picture marks of it.
   *
   * @param {Stack} stack
   * @returns {Promise<{box: HTMLElement, at: LatLng, code?: string, mark?: () => void} | undefined>}
   */
  async #content(stack) {
    const target = stack.targets[stack.k];
    const content = target ? await this.#cardOf(target, stack) : { box: emptyCard(), at: stack.at };
    if (!content) return void 0;
    const { settings } = this.#context;
    const { targets, others, k, at } = stack;
    const { texts, write: write2 } = settings;
    if (others.length)
      content.box.append(moreButton(others.length, settings, () => this.#deeper()));
    if (settings.editable && target?.depth !== 0) content.box.append(this.#editing.addButton(at));
    if (targets.length > 1)
      content.box.append(stackBar(k, targets.length, settings, (step2) => this.#step(step2)));
    const title = content.box.querySelector("strong")?.textContent ?? "";
    const place = write2(k + 1);
    const words = filled(texts.one_of, { place, count: write2(targets.length), title });
    this.#spoken.textContent = targets.length > 1 ? words : title;
    return content;
  }
  /** Go on to what lies beneath what is shown. */
  #deeper() {
    if (this.#stack) this.#open(this.#stack.others, this.#stack.at);
  }
  /**
   * @param {Target} target
   * @param {Stack} stack
   */
  async #cardOf(target, stack) {
    const { state, settings, troubles } = this.#context;
    const { kind, link, place = 0 } = target;
    if (kind === "camera") return this.#cameraCard(place, stack);
    if (link) {
      const box2 = cardOfEquipment(link, state.cameras, settings);
      return { box: box2, at: stack.at, mark: () => this.#showLinks(link) };
    }
    const text = await troubles.answered(
      kind === "commune" ? state.source.commune(place) : state.source.place(place)
    );
    if (!text) return void 0;
    const box = card(text, [], kind === "commune" ? "figures" : "");
    if (kind === "commune") box.append(...overviewLink(state.communes[place], settings));
    return { box, at: stack.at, mark: () => this.#mark() };
  }
  /**
   * @param {number} place
   * @param {Stack} stack
   */
  async #cameraCard(place, stack) {
    const { L, map, state, settings, troubles } = this.#context;
    const { x: x2, y: y2, row: row2 } = state.cameras;
    const camera = await troubles.answered(state.source.camera(row2[place]));
    if (!camera) return void 0;
    const world = 256;
    const stands = map.unproject([x2[place] * world, y2[place] * world], 0);
    const at = stack.targets[0].depth ? stack.at : L.latLng(stands);
    const box = card(camera, settings.editable ? [this.#editing.actions(camera, stands)] : []);
    const mark = () => {
      this.#mark(row2[place]);
      const links = linkButtons(camera.links ?? [], settings, (link) => this.#showLinks(link));
      box.querySelector("dl")?.before(links);
    };
    return { box, at, code: camera.camera_id, mark };
  }
  /**
   * Draw one camera as the one whose card is open, or none.
   *
   * @param {number} [row]
   */
  #mark(row2) {
    const { state, host } = this.#context;
    state.selected = row2;
    state.links = void 0;
    delete host.dataset.linked;
  }
  /**
   * Draw lines from a piece of equipment to the cameras that need it.
   *
   * @param {EquipmentLink} link
   */
  #showLinks(link) {
    const { state, host, redraw } = this.#context;
    state.links = link;
    host.dataset.linked = String(link.cameras.length);
    redraw();
  }
  /** @param {Stack} stack */
  #deselect(stack) {
    if (this.#stack !== stack) return;
    const { permalink, redraw } = this.#context;
    this.#stack = void 0;
    this.#asked += 1;
    this.#spoken.textContent = "";
    this.#mark();
    permalink.camera(null);
    redraw();
  }
};

// src/camera_map.js
async function attach(L, map, host, settings, sourceOf) {
  return new CameraMap(L, map, host, settings, sourceOf, await begin(settings, sourceOf));
}
var CameraMap = class {
  /** Ends what listens to the host when the map goes: the host may get another one. */
  #leaving = new AbortController();
  /** @type {ShownRevision | undefined} */
  #revision;
  #sized;
  /** @type {Swipe | undefined} */
  swipe;
  /** What the reader is told until the map moves on. @type {string | undefined} */
  notice;
  /** What is done once the page has answered. @type {(() => void) | undefined} */
  afterUpdate;
  /**
   * @param {LeafletLibrary} L
   * @param {LeafletMap} map
   * @param {MapHost} host
   * @param {Settings} settings
   * @param {SourceOf} sourceOf
   * @param {MapData} data
   */
  constructor(L, map, host, settings, sourceOf, data) {
    L.Popup.mergeOptions({ autoPan: false });
    this.L = L;
    this.map = map;
    this.host = host;
    this.settings = settings;
    host.leafletMap = map;
    addPanes(map);
    this.troubles = new Troubles(() => this.#tell());
    this.permalink = new Permalink(settings.permalink, settings.choices);
    this.state = new MapState(settings, this.permalink, data, this.#tilesOf(data.source));
    this.view = new View(this);
    this.editing = new Editing(this);
    this.state.readFilters(settings);
    followTheme(host, (dark) => this.#darken(dark), this.#leaving.signal);
    this.#filter();
    this.#follow();
    this.view.open();
    this.state.count(viewBox(this.map));
    this.permalink.write(settings.terms);
    this.showShare(this.state.share);
    this.layer = new PictureLayer(L, map, this.state, {
      drawn: (milliseconds) => this.#drawn(milliseconds),
      failed: (error) => this.troubles.report("picture", error, "drawing")
    });
    this.selection = new Selection(this, this.layer, this.editing);
    this.highlight = new Highlight(this, this.layer);
    this.chosen = new ChosenCameras(this, () => this.controls?.update());
    this.editing.show();
    this.background = new Background(this);
    this.controls = addControls(this);
    this.#sized = new ResizeObserver(() => this.view.fitHost() && this.controls?.update());
    this.#sized.observe(host);
    this.#revision = new ShownRevision(this, sourceOf);
    this.#openCamera();
  }
  get signal() {
    return this.#leaving.signal;
  }
  /** Do what the reader does. */
  #follow() {
    const { map } = this;
    map.on("click", (event) => this.#click(event.latlng));
    map.on("mousemove", (event) => this.#point(event));
    map.on("moveend", () => {
      this.view.keep();
      this.state.tiles.askAgain();
      this.notice = void 0;
      this.state.count(viewBox(this.map));
      this.controls?.update();
    });
    this.listen((event) => {
      if (event.key === "Enter") this.#click(map.getCenter());
    });
  }
  /** @param {boolean} dark */
  #darken(dark) {
    if (this.state.isDark === dark) return;
    this.state.darken(dark);
    this.redraw();
    this.controls?.update();
  }
  /**
   * Listen to the keys that are pressed on the map itself, as long as it is there.
   *
   * @param {(event: KeyboardEvent) => void} press
   */
  listen(press) {
    const { host, signal } = this;
    host.addEventListener("keydown", (event) => event.target === host && press(event), { signal });
  }
  /** @param {Source} source */
  #tilesOf(source) {
    const tiles = new Tiles(source, this.troubles);
    tiles.listen(this.redraw);
    return tiles;
  }
  /**
   * Take what the page now asks for; only a new revision loads anything.
   *
   * @param {Settings} settings
   */
  async update(settings) {
    const before = this.settings;
    this.settings = settings;
    if (before.revision !== settings.revision) await this.#revision?.moveTo(settings.revision);
    if (differ(before.places, settings.places)) this.state.shownPlaces = new Set(settings.places);
    this.state.readFilters(settings, before);
    this.editing.show();
    if (differ(before.basemaps, settings.basemaps)) this.background.update();
    this.filtered();
    this.permalink.write(settings.terms);
    if (differ(before.focus, settings.focus)) this.view.focus();
    this.afterUpdate?.();
    this.afterUpdate = void 0;
  }
  /** Show what the address now says. */
  readAddress() {
    const { state, permalink, settings } = this;
    state.readAddress(settings, permalink);
    this.view.open();
    this.showShare(state.share);
    this.background.read();
    this.filtered();
    this.map.closePopup();
    this.#openCamera();
  }
  /**
   * Show what has been loaded.
   *
   * @param {MapData} data
   */
  take(data) {
    const { state, settings } = this;
    state.tiles.stop();
    state.take(data, this.#tilesOf(data.source));
    state.readFilters(settings, settings);
    this.filtered();
    this.showShare(state.share);
  }
  /** Tell what goes wrong: what is missing may be of a revision that is gone. */
  #tell() {
    this.controls?.update();
    if (this.troubles.worst === "missing") this.#revision?.ask();
  }
  #filter() {
    this.state.applyFilters(this.settings);
    this.permalink.filters(this.state.filter.hidden);
  }
  #openCamera() {
    const { camera } = this.permalink.read();
    if (camera) this.selection.showCode(camera);
  }
  /** Show what the filters now leave. */
  filtered() {
    this.#filter();
    this.chosen.update();
    this.state.count(viewBox(this.map));
    this.redraw();
    this.controls?.update();
  }
  redraw = () => {
    this.layer?.redraw();
    this.swipe?.renew();
  };
  /** @param {Share | null} share */
  async showShare(share) {
    this.permalink.share(share);
    await this.troubles.answered(this.state.tint(share));
    this.redraw();
    this.controls?.update();
  }
  /** @param {Colouring} colouring */
  colourBy(colouring) {
    this.state.colouring = colouring;
    this.permalink.write({ colour: colouring === "sight" ? null : colouring });
    this.filtered();
  }
  /** What is drawn beside the cameras has changed. */
  layersChanged() {
    const { shownPlaces, showsRedundancy, hiddenViews } = this.state;
    this.permalink.layers({
      places: shownPlaces,
      usual: this.settings.places,
      often: showsRedundancy,
      unseen: hiddenViews
    });
    this.redraw();
    this.controls?.update();
  }
  /** @param {LeafletMouseEvent} event */
  #point({ latlng }) {
    const { editing, settings, state, chosen } = this;
    if (editing.isActive || settings.placing || state.isMeasuring || chosen.isBusy)
      return this.highlight.clear();
    this.host.style.cursor = this.highlight.show(latlng) ? "pointer" : "";
    return void 0;
  }
  /** @param {LatLng} latlng */
  #click(latlng) {
    if (this.editing.isActive || this.state.isMeasuring || this.chosen.isBusy) return;
    const { placing } = this.settings;
    if (placing) this.editing.begin(placing, latlng, true);
    else this.selection.pick(latlng);
  }
  /**
   * Tell, on the element, what is drawn: for tests, and for other programs.
   *
   * @param {number} milliseconds
   */
  #drawn(milliseconds) {
    const { host, map, state } = this;
    const { cameras, source, stage, tiles } = state;
    const counted = { waiting: tiles.waiting, drawn: Number(host.dataset.drawn ?? 0) + 1 };
    const shown = { zoom: map.getZoom(), cameras: cameras.n, revision: source.revision, stage };
    Object.assign(host.dataset, shown, counted, { milliseconds: Math.round(milliseconds) });
    this.troubles.end("picture");
  }
  remove() {
    this.#leaving.abort();
    this.#revision?.stop();
    this.state.tiles.stop();
    this.#sized.disconnect();
    this.swipe?.remove();
    this.controls?.remove();
    this.layer.remove();
    this.map.remove();
    delete this.host.leafletMap;
  }
};

// src/map.js
var visit2 = new ServedSources();
async function createMap(L, host, settings) {
  const map = L.map(host, MAP_OPTIONS);
  try {
    return await attach(L, map, host, settings, visit2.of);
  } catch (error) {
    map.remove();
    throw error;
  }
}
export {
  createMap
};
/*! Bundled:

pbf

Copyright (c) 2026, Mapbox
All rights reserved.

Redistribution and use in source and binary forms, with or without
modification, are permitted provided that the following conditions are met:

* Redistributions of source code must retain the above copyright notice, this
  list of conditions and the following disclaimer.

* Redistributions in binary form must reproduce the above copyright notice,
  this list of conditions and the following disclaimer in the documentation
  and/or other materials provided with the distribution.

* Neither the name of pbf nor the names of its
  contributors may be used to endorse or promote products derived from
  this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.

@mapbox/vector-tile

Copyright (c) 2024, Mapbox

All rights reserved.

Redistribution and use in source and binary forms, with or without modification,
are permitted provided that the following conditions are met:

    * Redistributions of source code must retain the above copyright notice,
      this list of conditions and the following disclaimer.
    * Redistributions in binary form must reproduce the above copyright notice,
      this list of conditions and the following disclaimer in the documentation
      and/or other materials provided with the distribution.
    * Neither the name of Mapbox nor the names of its contributors
      may be used to endorse or promote products derived from this software
      without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS
"AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT
LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR
A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT OWNER OR
CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL,
EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO,
PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR
PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF
LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING
NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS
SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.

@mapbox/point-geometry

Copyright (c) 2024, Mapbox

Permission to use, copy, modify, and/or distribute this software for any
purpose with or without fee is hereby granted, provided that the above
copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES
WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF
MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR
ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES
WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF
OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.
*/
