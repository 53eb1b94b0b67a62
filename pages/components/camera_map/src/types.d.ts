// What the modules of the map hand each other, and what the page hands the map.

import type * as Leaflet from "leaflet";
import type { Permalink } from "./permalink.js";
import type { MapState } from "./state.js";
import type { Troubles } from "./troubles.js";

export type LeafletLibrary = typeof Leaflet;
export type LeafletMap = Leaflet.Map;
export type LatLng = Leaflet.LatLng;
export type Canvas2D = CanvasRenderingContext2D;

/** West, north, east, south in Web Mercator, from 0 to 1; or left, top, right, bottom in pixels. */
export type Box = [number, number, number, number];
/** West, south, east, north in degrees, WGS 84. */
export type Bounds = [number, number, number, number];

/** The located cameras, column by column, see format.md. */
export interface Cameras {
  n: number;
  x: Float64Array;
  y: Float64Array;
  /** Row of the register. */
  row: Uint32Array;
  /** Tenths of a degree, or `NO_DIRECTION`. */
  azimuth: Uint16Array;
  /** As they work today. */
  today: Uint8Array;
  /** At the stage that is shown. */
  sight: Uint8Array;
  status: Uint8Array;
  origin: Uint8Array;
  commune: Uint8Array;
  hasFootprint: Uint8Array;
  /** What failed, and why; 255 where it is not stated. */
  part: Uint8Array;
  cause: Uint8Array;
  /** Whether the picture reaches the headquarters, as `today`. */
  live: Uint8Array;
  /** Place in the kinds of keepers; 255 where none is stated. */
  keeper: Uint8Array;
  /** Day of the last look, since 1970; 0 never. */
  seenOn: Uint16Array;
  /** Places of those marked confidential, which paper leaves out. */
  confidential: number[];
}

/** Shapes of many vertices in few arrays, see `decodeShapes`. */
export interface Shapes {
  n: number;
  first: number[];
  owner: number[];
  layer: number[];
  start: Uint32Array;
  xy: Float64Array;
  box: Float64Array;
}

export type Share =
  "lost" | "gap" | "surveyed" | "working" | "live" | "cost_vnd" | "orphans" | "overdue";
export type Colouring = "sight" | "cause" | "part" | "origin" | "keeper" | "live" | "age";
export type Stage = "installed" | "working" | "after";
export type Kind = "sight" | "status" | "origin";

export type Commune = {
  code: string;
  name: string;
  lon: number;
  lat: number;
  radius_m: number;
  bounds: Bounds;
} & { [share in Share]?: number | null };

export interface PlaceName {
  name: string;
  lon: number;
  lat: number;
}

/** What comes by tile: shapes, names of places, names of roads by their owners. */
export type Loaded = Shapes | PlaceName[] | Record<string, string>;

/** What a search finds: a camera, with its row and position, or a commune, with its bounds. */
export interface SearchHit {
  label: string;
  detail: string;
  row?: number;
  lon?: number;
  lat?: number;
  bounds?: Bounds;
  /** Code of the commune it lies in. */
  commune?: string;
  /** Equipment that was found, with the cameras that need it. */
  link?: EquipmentLink;
  /** What is to be pointed out there. */
  geometry?: GeoJSON.Geometry;
}

export interface FoundCamera {
  row: number;
  lon: number;
  lat: number;
}

export interface EquipmentLink {
  name: string;
  state: string;
  down: boolean;
  /** Their places in `Cameras`. */
  cameras: number[];
}

/** A camera as an edit begins, see gis/mapserver/details.py. */
export interface EditStart {
  camera_id: string;
  title: string;
  azimuth_deg: number | null;
  hfov_deg: number;
  range_m: number;
  stored: Record<string, string>;
}

export interface CardText {
  title: string;
  lines: [label: string, text: string][];
}

export interface CameraAnswer extends CardText {
  camera_id: string;
  links?: EquipmentLink[];
  edit?: EditStart;
}

/** Where the bytes and answers come from: a server, or the page itself. */
export interface Reader {
  /** `fresh`: not what the browser keeps, which could not be read. */
  bytes(path: string, fresh?: boolean): Promise<ArrayBuffer>;
  json(path: string, fresh?: boolean): Promise<unknown>;
  camera(row: number): Promise<CameraAnswer>;
  place(row: number): Promise<CardText>;
  /** `place`: among the communes. */
  commune(place: number): Promise<CardText>;
  search(text: string): Promise<SearchHit[]>;
  find(code: string): Promise<FoundCamera | null>;
  /** What the same is called by now; undefined when another program answers. */
  newest?(): Promise<string | undefined>;
}

/** A plane of VN-2000 by polynomials, see `onPlane`. */
export interface Plane {
  name: string;
  bounds: Bounds;
  degree: number;
  factors: { north: number[]; east: number[] };
}

export interface Focus {
  commune?: string;
  bounds?: Bounds;
  geometry?: GeoJSON.GeoJsonObject;
}

/** A file of tiles that can lie beneath the map, see gis/mapserver/basemap.py. */
export interface Basemap {
  name: string;
  key: string;
  kind: "raster" | "vector";
  zooms: [first: number, last: number];
  bounds: Bounds;
  attribution: string;
}

/** What the page asks of its map, see pages/components/camera_map/__init__.py. */
export interface Settings {
  key: string | null;
  revision: string;
  simulated: boolean;
  language: string;
  /** The day of the server, ISO. */
  today: string;
  /** On what terms was looked, where they are not the usual ones. */
  terms: Record<"level" | "light" | "live", string | null>;
  filters: { commune: string | null; statuses: number[] | null; origins: number[] | null };
  places: number[];
  focus: Focus | null;
  texts: Texts;
  choices: Record<Kind, string[]>;
  planes: Plane[];
  tiles: { url: string; attribution: string } | null;
  basemaps: Basemap[];
  /** Kinds of shapes that a file was not given; a server has them all. */
  lacks?: string[];
  permalink: "search" | "hash" | null;
  editable: boolean;
  placing: EditStart | null;
  restored: number[] | null;
  /** Whether the page can do something with cameras that are chosen together. */
  selects: boolean;
  write(n: number): string;
  /** Missing where there is no page. */
  send?(edit: object): void;
}

/** What a part of the map may use of the rest. */
export interface MapContext {
  L: LeafletLibrary;
  map: LeafletMap;
  host: MapHost;
  state: MapState;
  settings: Settings;
  permalink: Permalink;
  troubles: Troubles;
  /** Ends what listens to the host when the map goes. */
  signal: AbortSignal;
  redraw(): void;
}

export interface MapHost extends HTMLElement {
  leafletMap?: LeafletMap;
  cameraMap?: unknown;
}

/** A part of what lies on the map, and how it follows what is shown. */
export interface Part {
  box: HTMLElement;
  update(): void;
}

/** What a page does with cameras that are chosen together. */
export type ManyAct = "table" | "bulk" | "export" | "require";

export type TroubleKind =
  "drawing" | "program" | "unreadable" | "missing" | "answer" | "past" | "changed";

/** The words of the map, see gis/mapserver/texts.py. */
export interface Texts extends Record<
  | "map"
  | "failed"
  | "stage"
  | "filters"
  | "by_status"
  | "in_view"
  | "colour_by"
  | "not_stated"
  | "other_keepers"
  | "money_unit"
  | "no_figure"
  | "nothing_here"
  | "nearest"
  | "compare"
  | "went_to"
  | "views_saved"
  | "view_name"
  | "view_save"
  | "view_remove"
  | "importance"
  | "swipe"
  | "by_origin"
  | "not_seen"
  | "redundancy"
  | "colour"
  | "no_colour"
  | "share_of"
  | "views"
  | "detail"
  | "reachable"
  | "background"
  | "no_background"
  | "hint_rings"
  | "hint_symbols"
  | "hint_footprints"
  | "shared"
  | "link"
  | "link_more"
  | "state"
  | "needing"
  | "earlier"
  | "later"
  | "one_of"
  | "also_here"
  | "overview"
  | "hidden"
  | "show_all"
  | "simulated"
  | "schematic"
  | "hoang_sa"
  | "truong_sa"
  | "search"
  | "nothing_found"
  | "edit"
  | "adding"
  | "move"
  | "turn"
  | "direction"
  | "range"
  | "save"
  | "cancel"
  | "placing"
  | "zoom_in"
  | "zoom_out"
  | "home"
  | "full_screen"
  | "measure"
  | "select_tool"
  | "measure_hint"
  | "measure_again"
  | "measure_end"
  | "measured"
  | "degrees"
  | "plane"
  | "other_plane"
  | "print"
  | "print_title"
  | "title"
  | "paper"
  | "print_title_of"
  | "extent"
  | "as_shown"
  | "with_confidential"
  | "confidential"
  | "portrait"
  | "landscape"
  | "scale"
  | "made_on"
  | "source"
  | "close",
  string
> {
  legends: Record<Stage, string>;
  stages: Record<Stage, string>;
  sights: string[];
  status: string[];
  origin: string[];
  part: string[];
  cause: string[];
  live: string[];
  ages: string[];
  colourings: Record<Colouring, string>;
  winds: string[];
  importances: string[];
  places: string[];
  shares: Record<Share, string>;
  acts: Record<"add" | "copy" | "dispose" | "remove", string>;
  select: Record<ManyAct | "rectangle" | "freehand" | "hint" | "count" | "none", string>;
  north: { letter: string; words: string };
  troubles: Record<TroubleKind, string>;
  signs: Record<"province" | "commune" | "roads" | "water" | "buildings", string>;
}
