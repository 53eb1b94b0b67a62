// The camera map: one function makes it in an element, another brings it onto a Leaflet map.

import { card, linkButtons } from "./card.js";
import { addControls } from "./controls.js";
import { servedSource } from "./data.js";
import { CameraEditor } from "./edit.js";
import { element } from "./element.js";
import { Filter } from "./filter.js";
import { FINE_ZOOM } from "./land.js";
import { cameraLayer } from "./layer.js";
import { Permalink } from "./permalink.js";
import { pickPlace } from "./places.js";
import { SHARES } from "./shares.js";
import { sightAt } from "./stages.js";
import { CameraIndex } from "./spatial.js";
import { Tiles } from "./tiles.js";

const GRASP_PX = 70;
const PANES = { cameras: 350, halo: 360, editing: 460 };
const MAP_OPTIONS = {
  zoomSnap: 0.25, zoomControl: false, attributionControl: false, minZoom: 7, maxZoom: 20,
  fadeAnimation: false, // a card that fades away would still lie over the handles
  maxBounds: [[13, 102], [22, 113]],
};

/** Put a map into a host element; returns {update(settings), remove()}. */
export async function createMap(L, host, settings) {
  const map = L.map(host, MAP_OPTIONS);
  return attach(L, map, host, settings, servedSource);
}

/** Bring cameras and controls onto a Leaflet map; `source(settings)` makes what they come from. */
export async function attach(L, map, host, settings, source) {
  const camera = new CameraMap(L, map, host, settings, source);
  await camera.load();
  return camera;
}

class CameraMap {
  constructor(L, map, host, settings, makeSource) {
    Object.assign(this, { L, map, host, settings, makeSource });
    for (const [name, zIndex] of Object.entries(PANES))
      Object.assign(map.createPane(name).style, { zIndex, pointerEvents: "none" });
    this.link = new Permalink(settings.permalink, settings.choices);
    const told = this.link.read();
    this.filter = new Filter();
    for (const [kind, place] of told.hidden) this.filter.toggle(kind, place, false);
    this.state = {
      filter: this.filter,
      stage: settings.restored ? "after" : "working",
      hiddenViews: new Set(),
      shownPlaces: new Set(settings.places),
      showsRedundancy: false,
      share: SHARES.includes(told.share) ? told.share : null,
      hasTiles: Boolean(settings.tiles),
      language: settings.language,
    };
    this.layer = new (cameraLayer(L))(this.state);
    this.layer.on("drawn", (event) => this.tellHost(event));
    map.on("click", (event) => this.pick(event));
    map.on("mousemove", (event) => this.point(event));
    map.on("zoomend", () => this.refine());
    map.on("moveend", () => this.keepView());
    host.addEventListener("keydown", (event) => this.press(event));
    this.sized = new ResizeObserver(() => this.fitHost());
    this.sized.observe(host);
    host.leafletMap = map;
    this.showTiles(this.state.hasTiles);
  }

  /** Make another map of the same source, on which nothing is shown yet. */
  copy(host, settings, options) {
    const map = this.L.map(host, { ...MAP_OPTIONS, ...options });
    return new CameraMap(this.L, map, host, settings, this.makeSource);
  }

  async load() {
    const source = this.makeSource(this.settings);
    const parts = [source.communes(), source.cameras(), source.land()];
    const [{ communes, schematic }, held, land] = await Promise.all(parts);
    const cameras = { ...held }; // each map shows them at a stage of its own
    const tiles = new Tiles(source, () => this.layer.redraw());
    const index = new CameraIndex(cameras);
    Object.assign(this.state, { source, cameras, communes, land, fine: undefined, tiles, index });
    this.schematic = schematic;
    this.readFilters();
    if (this.map.hasLayer(this.layer)) this.layer.redraw();
    else this.open();
  }

  open() {
    const { view, camera } = this.link.read();
    const kept = view ?? readView(this.settings);
    if (kept) {
      this.map.setView(kept.centre, kept.zoom, { animate: false });
      this.mark(this.settings.focus?.geometry);
    } else this.focus();
    this.unseen = !this.host.clientWidth;
    this.layer.addTo(this.map);
    this.tellEditing();
    this.controls = addControls(this);
    this.refine();
    if (camera) this.showCode(camera);
  }

  /** Follow the size of the host; one that was hidden until now has its view still to find. */
  fitHost() {
    const appears = this.unseen && this.host.clientWidth;
    const kept = readView(this.settings);
    this.map.invalidateSize({ pan: false });
    if (!appears) return;
    this.unseen = false;
    if (kept) this.map.setView(kept.centre, kept.zoom, { animate: false });
    else this.focus();
    this.controls.update();
  }

  /** Take what the page now asks for; only a new revision loads anything. */
  async update(settings) {
    const before = this.settings;
    this.settings = settings;
    if (before.revision !== settings.revision) await this.load();
    if (differ(before.places, settings.places)) this.state.shownPlaces = new Set(settings.places);
    this.readFilters(before);
    this.tellEditing();
    this.controls.update();
    if (differ(before.focus, settings.focus)) this.focus();
  }

  /** Take the page's filters where they are new; what the legend hides stays hidden. */
  readFilters(before = {}) {
    const { filters, choices } = this.settings;
    const { status, origin } = choices;
    const place = this.state.communes.findIndex((c) => c.code === filters.commune);
    this.filter.commune = filters.commune == null ? null : place;
    if (differ(before.filters?.statuses ?? null, filters.statuses)) this.filter.only("status", filters.statuses, status.length);
    if (differ(before.filters?.origins ?? null, filters.origins)) this.filter.only("origin", filters.origins, origin.length);
    this.filtered();
  }

  /** Show what the filters now leave. */
  filtered() {
    const { cameras, stage } = this.state;
    cameras.sight = sightAt(stage, cameras, this.settings.restored);
    const { mask, counts, hiddenCount } = this.filter.apply(cameras);
    this.state.index.show(mask);
    Object.assign(this.state, { mask, counts, hiddenCount });
    this.link.filters(this.filter.hidden);
    this.redraw();
    this.controls?.update();
  }

  redraw = () => this.layer.redraw();

  /** Show on the map itself whether, and how, it can be edited now. */
  tellEditing() {
    this.host.classList.toggle("placing", Boolean(this.settings.placing));
    this.host.dataset.editable = Boolean(this.settings.editable);
  }

  showShare(share) {
    this.state.share = share;
    this.link.share(share);
    this.redraw();
    this.controls.update();
  }

  showStage(stage) {
    this.state.stage = stage;
    this.filtered();
  }

  showTiles(shown) {
    const { tiles } = this.settings;
    this.state.hasTiles = Boolean(tiles) && shown;
    this.background?.remove();
    if (this.state.hasTiles) this.background = this.L.tileLayer(tiles.url, { maxZoom: 20 }).addTo(this.map);
    this.redraw();
  }

  /** The whole province, as far as its communes go. */
  get province() {
    const all = this.state.communes.map(({ bounds }) => boundsOf(this.L, bounds));
    return all.reduce((whole, one) => whole.extend(one), this.L.latLngBounds(all[0]));
  }

  focus() {
    const { focus } = this.settings;
    this.mark(focus?.geometry);
    const commune = this.state.communes.find((c) => c.code === focus?.commune);
    const bounds = boundsOf(this.L, commune?.bounds ?? focus?.bounds);
    this.map.fitBounds(bounds ?? this.province, { padding: [10, 10], maxZoom: 17, animate: false });
  }

  /** Put a halo around the place the page speaks of. */
  mark(geometry) {
    this.halo?.remove();
    this.host.dataset.marked = Boolean(geometry);
    if (!geometry) return;
    const style = { color: "#ffb000", weight: 11, opacity: 0.6, fill: false };
    const shared = { pane: "halo", interactive: false };
    const pointToLayer = (_, at) => this.L.circleMarker(at, { ...shared, radius: 14 });
    this.halo = this.L.geoJSON(geometry, { ...shared, style, pointToLayer }).addTo(this.map);
  }

  async refine() {
    if (this.map.getZoom() < FINE_ZOOM || this.state.fine !== undefined) return;
    this.state.fine = null;
    this.state.fine = await this.state.source.shapes("fine").catch(() => undefined);
    this.redraw();
  }

  point({ latlng }) {
    if (this.settings.placing || this.measuring) return;
    this.host.style.cursor = this.layer.pick(latlng) ? "pointer" : "";
  }

  /** By keyboard: what stands in the middle of the map. */
  press(event) {
    if (event.target === this.host && event.key === "Enter") this.pick({ latlng: this.map.getCenter() });
  }

  pick({ latlng }) {
    if (this.editor || this.measuring) return;
    if (this.settings.placing) return this.edit(this.settings.placing, { ...latlng, placed: true });
    const hit = this.layer.pick(latlng);
    if (!hit) return this.showPlace(latlng);
    const at = this.layer.position(hit);
    if (hit.ring) this.map.setView(at, Math.min(this.map.getZoom() + 2, 18));
    else this.showCamera(this.state.cameras.row[hit.camera], at);
  }

  async showCode(code) {
    const hit = await this.state.source.find(code);
    if (hit) this.showCamera(hit.row, this.L.latLng(hit.lat, hit.lon));
  }

  async showCamera(row, at) {
    const camera = await this.state.source.camera(row);
    this.state.selected = row;
    this.link.camera(camera.camera_id);
    this.redraw();
    const content = card(camera);
    content.firstChild.after(linkButtons(camera.links ?? [], this.settings, (link) => this.showLinks(link)));
    if (this.settings.editable) content.firstChild.after(this.actions(camera, at));
    const popup = this.L.popup({ offset: [0, -4], maxWidth: 320, maxHeight: 340 }).setLatLng(at).setContent(content);
    popup.on("remove", () => this.deselect(row)).openOn(this.map);
  }

  /** Draw lines from a piece of equipment to the cameras that need it. */
  showLinks(link) {
    this.state.links = { ...link, label: `${link.name}: ${link.state}` };
    this.host.dataset.linked = link.cameras.length;
    this.redraw();
  }

  /** Tell about the place not seen, or the stretch of road, that lies under a click. */
  async showPlace(latlng) {
    if (!this.layer.frame) return;
    const row = pickPlace(this.state, this.layer.at(latlng), this.layer.frame);
    if (row === undefined && !this.settings.editable) return;
    const content = row === undefined ? element("div", { className: "camera-card" }) : card(await this.state.source.place(row));
    if (this.settings.editable) content.append(this.actButton("add", [latlng.lat.toFixed(7), latlng.lng.toFixed(7)]));
    this.L.popup({ maxWidth: 320 }).setLatLng(latlng).setContent(content).openOn(this.map);
  }

  editButton(about, at) {
    const button = element("button", { type: "button", className: "edit", textContent: this.settings.texts.edit });
    button.addEventListener("click", () => {
      this.map.closePopup();
      this.edit(about, this.L.latLng(at));
    });
    return button;
  }

  /** What can be done to a camera, above all that is told of it. */
  actions({ camera_id, edit }, at) {
    const others = ["copy", "dispose", "remove"].map((act) => this.actButton(act, [camera_id]));
    return element("div", { className: "actions" }, this.editButton(edit, at), ...others);
  }

  /** A button that asks the page for more than the map itself can do. */
  actButton(act, given) {
    const button = element("button", { type: "button", className: act, textContent: this.settings.texts.acts[act] });
    button.addEventListener("click", () => {
      this.map.closePopup();
      this.settings.send({ act, given });
    });
    return button;
  }

  /** Let one camera be moved, turned and given a range; what changed goes to the page. */
  edit(about, at) {
    this.editor?.remove();
    this.host.dataset.editing = about.camera_id;
    this.map.setView(at, Math.max(this.map.getZoom(), zoomToSee(about.range_m, at.lat)), { animate: false });
    this.editor = new CameraEditor(this.L, this.map, about, at, this.settings.texts, (after) => {
      this.editor = undefined;
      delete this.host.dataset.editing;
      if (after && Object.keys(after).length)
        this.settings.send({ camera_id: about.camera_id, stored: about.stored, after });
    });
  }

  deselect(row) {
    if (this.state.selected !== row) return;
    Object.assign(this.state, { selected: undefined, links: undefined });
    delete this.host.dataset.linked;
    this.link.camera(null);
    this.redraw();
  }

  /** Tell, on the element, what is drawn: for tests, and for other programs. */
  tellHost({ milliseconds }) {
    const { dataset } = this.host;
    dataset.zoom = this.map.getZoom();
    dataset.cameras = this.state.cameras.n;
    dataset.stage = this.state.stage;
    dataset.waiting = this.state.tiles.waiting;
    dataset.milliseconds = Math.round(milliseconds);
    dataset.drawn = Number(dataset.drawn ?? 0) + 1;
  }

  keepView() {
    if (!this.host.clientWidth) return; // what is hidden shows nothing
    const { lat, lng } = this.map.getCenter();
    const view = { centre: [lat, lng], zoom: this.map.getZoom(), focus: this.settings.focus };
    if (this.settings.key) sessionStorage.setItem(`view.${this.settings.key}`, JSON.stringify(view));
    this.link.view({ lat, lng }, view.zoom);
  }

  remove() {
    this.sized.disconnect();
    this.map.remove();
    delete this.host.leafletMap;
  }
}

const differ = (one, other) => JSON.stringify(one) !== JSON.stringify(other);

/** The view this visitor left here, unless the page now wants to show something else. */
function readView({ key, focus }) {
  const kept = JSON.parse((key && sessionStorage.getItem(`view.${key}`)) ?? "null");
  return kept && !differ(kept.focus, focus) ? kept : null;
}

/** The zoom at which a distance on the ground is long enough on the screen to be grasped. */
function zoomToSee(metres, latitude) {
  const metresPerPixel = 156_543 * Math.cos((latitude * Math.PI) / 180);
  return Math.min(20, Math.ceil(Math.log2((GRASP_PX * metresPerPixel) / metres)));
}

const boundsOf = (L, bounds) =>
  bounds && L.latLngBounds([bounds[1], bounds[0]], [bounds[3], bounds[2]]);
