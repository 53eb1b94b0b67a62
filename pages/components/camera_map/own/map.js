// The camera map: land, cameras and what they see, legend, search. One function makes it.

import { Source } from "./data.js";
import { addControls } from "./controls.js";
import { FOOTPRINT_ZOOM, cameraLayer } from "./layer.js";
import { addInset } from "./inset.js";
import { CameraEditor } from "./edit.js";
import { pickPlace, preparePlaces } from "./places.js";
import { element } from "./element.js";

const FINE_ZOOM = 13;
const GRASP_PX = 70;
const PANES = { land: 250, border: 300, cameras: 450, editing: 460 };
const LAND = { color: "#cdc6b6", weight: 0.9, fillColor: "#fdfcf8", fillOpacity: 1 };
const CHOSEN_LAND = { ...LAND, fillColor: "#f4f0dc", color: "#8f8468", weight: 1.6 };

/** Put a map into a host element; returns {update(settings), remove()}. */
export async function createMap(L, host, settings) {
  const map = L.map(host, {
    zoomSnap: 0.25, zoomControl: false, attributionControl: false, minZoom: 7, maxZoom: 20,
    fadeAnimation: false, // a card that fades away would still lie over the handles
    maxBounds: [[13, 102], [22, 113]],
  });
  for (const [name, order] of Object.entries(PANES)) map.createPane(name).style.zIndex = order;
  for (const name of ["border", "cameras", "editing"]) map.getPane(name).style.pointerEvents = "none";
  const camera = new CameraMap(L, map, host, settings);
  await camera.load();
  return camera;
}

class CameraMap {
  constructor(L, map, host, settings) {
    Object.assign(this, { L, map, host, settings });
    this.hiddenSights = new Set();
    this.shownPlaces = new Set(settings.places);
    this.state = {
      hiddenViews: new Set(),
      shown: (i) => this.shows(i),
      redundancy: [],
      showsRedundancy: false,
      inCommune: (commune) => this.inCommune(commune),
      showsPlace: (place) => this.shownPlaces.has(place.coverage) && this.inCommune(place.commune),
    };
    this.layer = new (cameraLayer(L))(this.state);
    this.land = L.layerGroup().addTo(map);
    this.layer.on("drawn", () => this.tellHost());
    map.on("click", (event) => this.pick(event));
    map.on("mousemove", (event) => this.point(event));
    map.on("zoomend", () => this.refine());
    map.on("moveend", () => this.keepView());
    host.leafletMap = map;
  }

  async load() {
    const { revision, language } = this.settings;
    const source = new Source(revision, language);
    const parts = [source.json("communes.json"), source.cameras(), source.json("places.json")];
    const [outlines, cameras, places] = await Promise.all(parts);
    Object.assign(this.state, { source, cameras, communes: outlines.communes });
    this.state.places = preparePlaces(places);
    await this.showRedundancy(this.state.showsRedundancy);
    this.outlines = outlines;
    this.fine = undefined;
    this.readFilters();
    this.drawLand(outlines);
    this.layer.forgetTiles();
    if (this.map.hasLayer(this.layer)) this.redraw();
    else this.open();
  }

  open() {
    const kept = readView(this.settings);
    this.province = this.L.latLngBounds(this.outer);
    if (kept) {
      this.map.setView(kept.centre, kept.zoom);
      this.mark(this.settings.focus?.geometry);
    } else this.focus();
    this.layer.addTo(this.map);
    this.tellEditing();
    this.controls = addControls(this);
    this.inset = addInset(this);
    this.refine();
  }

  /** Take what the page now asks for; only a new revision loads anything. */
  async update(settings) {
    const before = this.settings;
    this.settings = settings;
    if (before.revision !== settings.revision) await this.load();
    if (JSON.stringify(before.places) !== JSON.stringify(settings.places))
      this.shownPlaces = new Set(settings.places);
    this.readFilters();
    this.tellEditing();
    this.drawLand(this.fine ?? this.outlines);
    this.controls.update();
    this.redraw();
    if (JSON.stringify(before.focus) !== JSON.stringify(settings.focus)) this.focus();
  }

  /** Show on the map itself whether, and how, it can be edited now. */
  tellEditing() {
    this.host.classList.toggle("placing", Boolean(this.settings.placing));
    this.host.dataset.editable = Boolean(this.settings.editable);
  }

  /** Show, or not, how many working cameras see each place; asked for only when shown. */
  async showRedundancy(shown) {
    this.state.showsRedundancy = shown;
    this.state.redundancy = shown ? preparePlaces(await this.state.source.json("redundancy.json")) : [];
  }

  readFilters() {
    const { commune, statuses, origins } = this.settings.filters;
    const codes = this.state.communes.map((c) => c.code);
    this.commune = commune == null ? null : codes.indexOf(commune);
    this.statuses = statuses && new Set(statuses);
    this.origins = origins && new Set(origins);
  }

  inCommune = (commune) => this.commune == null || commune === this.commune;

  passes(i) {
    const { cameras } = this.state;
    return (
      this.inCommune(cameras.commune[i]) &&
      (!this.statuses || this.statuses.has(cameras.status[i])) &&
      (!this.origins || this.origins.has(cameras.origin[i]))
    );
  }

  shows = (i) => !this.hiddenSights.has(this.state.cameras.sight[i]) && this.passes(i);

  redraw() {
    this.layer.redraw();
  }

  drawLand({ communes, outline }) {
    const { L } = this;
    const features = communes.map(({ geometry }, k) => ({ type: "Feature", geometry, properties: { k } }));
    const style = ({ properties }) => (properties.k === this.commune ? CHOSEN_LAND : LAND);
    const land = { pane: "land", renderer: (this.landCanvas ??= L.canvas({ pane: "land", padding: 0.35 })) };
    const border = { pane: "border", renderer: (this.borderCanvas ??= L.canvas({ pane: "border", padding: 0.35 })) };
    const glow = { color: "#b9c6cf", weight: 7, opacity: 0.45, fill: false };
    const line = { color: "#7d8790", weight: 1.6, fill: false };
    const options = { interactive: false, smoothFactor: 0.7 };
    this.land.clearLayers();
    this.land.addLayer(L.geoJSON(outline, { ...land, ...options, style: glow }));
    this.land.addLayer(L.geoJSON(features, { ...land, ...options, style }));
    const province = L.geoJSON(outline, { ...border, ...options, style: line });
    this.land.addLayer(province);
    this.outer = province.getBounds();
  }

  focus() {
    const { focus } = this.settings;
    this.mark(focus?.geometry);
    const commune = this.state.communes.find((c) => c.code === focus?.commune);
    const bounds = commune ? this.L.geoJSON(commune.geometry).getBounds() : boundsOf(this.L, focus?.bounds);
    this.map.fitBounds(bounds ?? this.province, { padding: [10, 10], maxZoom: 17, animate: false });
  }

  /** Put a halo around the place the page speaks of. */
  mark(geometry) {
    this.halo?.remove();
    this.host.dataset.marked = Boolean(geometry);
    if (!geometry) return;
    const style = { color: "#ffb000", weight: 11, opacity: 0.6, fill: false };
    const shared = { pane: "border", renderer: this.borderCanvas, interactive: false };
    const pointToLayer = (_, at) => this.L.circleMarker(at, { ...shared, radius: 14 });
    this.halo = this.L.geoJSON(geometry, { ...shared, style, pointToLayer }).addTo(this.map);
  }

  async refine() {
    if (this.map.getZoom() < FINE_ZOOM || this.fine !== undefined) return;
    this.fine = null;
    this.fine = await this.state.source.json("fine.json").catch(() => undefined);
    if (this.fine) this.drawLand(this.fine);
  }

  point(event) {
    if (this.settings.placing) return;
    this.host.style.cursor = this.layer.pick(event.layerPoint) ? "pointer" : "";
  }

  pick(event) {
    if (this.editor) return;
    if (this.settings.placing) return this.edit(this.settings.placing, { ...event.latlng, placed: true });
    const hit = this.layer.pick(event.layerPoint);
    if (!hit) return this.showPlace(event);
    const at = this.map.layerPointToLatLng([hit.x, hit.y]);
    if (hit.ring?.n > 1) this.map.setView(at, Math.min(this.map.getZoom() + 2, FOOTPRINT_ZOOM + 1));
    else this.showCamera(this.state.cameras.row[hit.camera ?? hit.ring.camera], at);
  }

  async showCamera(row, at) {
    const camera = await this.state.source.json(`camera/${row}`);
    this.state.selected = row;
    this.redraw();
    const list = card(camera);
    if (this.settings.editable) list.append(this.editButton(camera.edit, at));
    const popup = this.L.popup({ offset: [0, -4], maxWidth: 320 }).setLatLng(at).setContent(list);
    popup.on("remove", () => this.deselect(row)).openOn(this.map);
  }

  /** Tell about the place not seen, or the stretch of road, that lies under a click. */
  async showPlace({ layerPoint, latlng }) {
    const { places, source } = this.state;
    const row = pickPlace(this.state, layerPoint, this.layer.frame);
    if (row === undefined) return;
    const place = await source.json(`place/${places[row].row}`);
    const content = card(place);
    this.L.popup({ maxWidth: 320 }).setLatLng(latlng).setContent(content).openOn(this.map);
  }

  editButton(about, at) {
    const button = element("button", { type: "button", textContent: this.settings.texts.edit });
    button.addEventListener("click", () => {
      this.map.closePopup();
      this.edit(about, this.L.latLng(at));
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
    this.state.selected = undefined;
    this.redraw();
  }

  tellHost() {
    const { dataset } = this.host;
    dataset.zoom = this.map.getZoom();
    dataset.cameras = this.state.cameras.n;
    dataset.drawn = Number(dataset.drawn ?? 0) + 1;
  }

  keepView() {
    const { lat, lng } = this.map.getCenter();
    const view = { centre: [lat, lng], zoom: this.map.getZoom(), focus: this.settings.focus };
    sessionStorage.setItem(`view.${this.settings.key}`, JSON.stringify(view));
  }

  remove() {
    this.map.remove();
    delete this.host.leafletMap;
  }
}

function card({ title, lines }) {
  const list = element("dl", { className: "camera-card" });
  list.append(element("strong", { textContent: title }));
  for (const [label, text] of lines)
    list.append(element("dt", { textContent: label }), element("dd", { textContent: text }));
  return list;
}

/** The view this visitor left here, unless the page now wants to show something else. */
function readView({ key, focus }) {
  const kept = JSON.parse(sessionStorage.getItem(`view.${key}`) ?? "null");
  return kept && JSON.stringify(kept.focus) === JSON.stringify(focus) ? kept : null;
}

/** The zoom at which a distance on the ground is long enough on the screen to be grasped. */
function zoomToSee(metres, latitude) {
  const metresPerPixel = 156_543 * Math.cos((latitude * Math.PI) / 180);
  return Math.min(20, Math.ceil(Math.log2((GRASP_PX * metresPerPixel) / metres)));
}

const boundsOf = (L, bounds) =>
  bounds && L.latLngBounds([bounds[1], bounds[0]], [bounds[3], bounds[2]]);
