// Where the map looks: what the page speaks of, or where the reader left off.

import { differ } from "./state.js";

/** @import { GeoJSON } from "leaflet" */
/** @import { Bounds, Focus, LeafletLibrary, MapContext, Settings } from "./types.d.ts" */

/** @typedef {{centre: [number, number], zoom: number, focus: Focus | null}} StoredView */

const CLOSEST_ZOOM = 17;
const PADDING_PX = 10;
const HALO = { pane: "halo", interactive: false };
const HALO_STYLE = { color: "#ffb000", weight: 11, opacity: 0.6, fill: false };

/**
 * @param {LeafletLibrary} L
 * @param {Bounds} bounds
 */
export const boundsOf = (L, [west, south, east, north]) =>
  L.latLngBounds([south, west], [north, east]);

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
    const { L, map, state, settings } = this.#context;
    const { focus } = settings;
    this.#mark();
    const bounds = state.communes.find(({ code }) => code === focus?.commune)?.bounds;
    const wanted = bounds ?? focus?.bounds;
    map.fitBounds(wanted ? boundsOf(L, wanted) : this.province, {
      padding: [PADDING_PX, PADDING_PX],
      maxZoom: CLOSEST_ZOOM,
      animate: false,
    });
  }

  /** Put a halo around the place the page speaks of. */
  #mark() {
    const { L, map, host, settings } = this.#context;
    const geometry = settings.focus?.geometry;
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
