// What a map allows, wherever it is shown.

export const MAP_OPTIONS = {
  zoomSnap: 0.25,
  zoomControl: false,
  attributionControl: false,
  minZoom: 7,
  maxZoom: 20,
  fadeAnimation: false, // a card that fades away would still lie over the handles
  maxBounds: /** @type {[[number, number], [number, number]]} */ ([
    [13, 102],
    [22, 113],
  ]),
};
