// Where the map looks: what the page speaks of, or where the reader left off.

import { mercatorBox } from "./binary.js";
import { differ } from "./state.js";

/** @import { GeoJSON, LatLngBounds } from "leaflet" */
/** @import { Bounds, Focus, LatLng, LeafletLibrary, LeafletMap, MapContext, Settings } from "./types.d.ts" */

/** @import { Ring } from "./clusters.js" */
/** @typedef {{centre: [number, number], zoom: number, focus: Focus | null}} StoredView */

const CLOSEST_ZOOM = 17;
const PADDING_PX = 10;
// What lies on a wide map beside the part of it that is free.
const [WIDE_PX, LEFT_PANEL_PX, TOOLS_PX, INSET_PX] = [860, 284, 54, 152];
const RING_STEP = 2;
const CLOSEST_RING_ZOOM = 18;
const HALO = { pane: "halo", interactive: false };
const HALO_STYLE = { color: "#ffb000", weight: 11, opacity: 0.6, fill: false };

/**
 * @param {LeafletLibrary} L
 * @param {Bounds} bounds
 */
export const boundsOf = (L, [west, south, east, north]) =>
  L.latLngBounds([south, west], [north, east]);

/**
 * What of the world a map shows.
 *
 * @param {LeafletMap} map
 */
export function viewBox(map) {
  const bounds = map.getBounds().toBBoxString().split(",").map(Number);
  return mercatorBox(/** @type {Bounds} */ (bounds));
}

export class View {
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
    map.invalidateSize({ animate: false }); // the middle stays in the middle
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
      animate,
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
      pointToLayer: (_, at) => L.circleMarker(at, { ...HALO, radius: 14 }),
    }).addTo(map);
  }

  /** Remember the view for the next visit, and tell it in the address. */
  keep() {
    const { map, host, settings, permalink } = this.#context;
    if (!host.clientWidth) return; // what is hidden shows nothing
    const { lat, lng } = map.getCenter();
    /** @type {StoredView} */
    const view = { centre: [lat, lng], zoom: map.getZoom(), focus: settings.focus };
    if (settings.key) sessionStorage.setItem(storageKey(settings.key), JSON.stringify(view));
    permalink.view({ lat, lng }, view.zoom);
  }
}

/**
 * Open what a ring stands for: its commune, or what it gathers.
 *
 * @param {MapContext} context
 * @param {Ring} ring
 * @param {LatLng} at
 */
export function openRing({ L, map, state }, ring, at) {
  const { bounds } = (ring.isWhole && state.communes[ring.commune]) || {};
  const closer = Math.min(map.getZoom() + RING_STEP, CLOSEST_RING_ZOOM);
  if (!bounds) return map.setView(at, closer);
  const zoom = map.getBoundsZoom(boundsOf(L, bounds));
  if (zoom <= map.getZoom()) return map.setView(at, closer); // it fills the map already
  return map.fitBounds(boundsOf(L, bounds), { padding: [PADDING_PX, PADDING_PX] });
}

/** @param {string} key */
const storageKey = (key) => `view.${key}`;

/**
 * The view this visitor left here, unless the page now wants to show something else.
 *
 * @param {Settings} settings
 * @returns {StoredView | null}
 */
function storedView({ key, focus }) {
  const text = key && sessionStorage.getItem(storageKey(key));
  /** @type {StoredView | null} */
  const view = text ? JSON.parse(text) : null;
  return view && !differ(view.focus, focus) ? view : null;
}
