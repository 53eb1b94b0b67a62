// Streamlit's side of the map: loads Leaflet and the map's modules, passes settings on.

const own = (name) => new URL(`own/${name}`, document.baseURI);

const stylesheet = (url) =>
  new Promise((resolve, reject) => {
    if (document.querySelector(`link[href="${url}"]`)) return resolve();
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: url });
    Object.assign(link, { onload: resolve, onerror: reject });
    document.head.append(link);
  });

/** At first, ask for all scripts and what is drawn first at once, not one after the other's import. */
function askAhead({ modules, revision, language }) {
  const [first] = modules.map((name) => own(name).href);
  if (document.querySelector(`link[rel="modulepreload"][href="${first}"]`)) return;
  const ask = (href) => document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
  for (const name of modules) ask(own(name).href);
  for (const name of ["cameras.bin", "land.bin", "communes.json"]) {
    const url = new URL(`map/${revision}/${name}?language=${language}`, document.baseURI);
    fetch(url, { credentials: "same-origin" }).catch(() => {}); // the browser keeps it for the map
  }
}

async function start(host, settings) {
  askAhead(settings);
  const leaflet = new URL("vendor/leaflet/", document.baseURI);
  const [L, { createMap }] = await Promise.all([
    import(new URL("leaflet-src.esm.js", leaflet)),
    import(own("map.js")),
    stylesheet(new URL("leaflet.css", leaflet).href),
    stylesheet(own("map.css").href),
  ]);
  return createMap(L, host, settings);
}

export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".camera-map");
  const write = (n) => n.toLocaleString(data.language);
  const send = (edit) => setTriggerValue("edit", edit);
  const settings = { ...data, write, send };
  host.style.height = `${data.height}px`;
  host.setAttribute("aria-label", data.texts.map);
  const fail = () => {
    host.textContent = data.texts.failed;
    host.classList.add("failed");
  };
  const remove = () => {
    host.leaving = host.cameraMap?.then((map) => map?.remove());
    host.cameraMap = undefined;
  };
  if (host.lang !== data.language) remove(); // every word on the map is written anew
  host.lang = data.language;
  if (!host.cameraMap)
    host.cameraMap = Promise.resolve(host.leaving).then(() => start(host, settings)).catch(fail);
  else host.cameraMap.then((map) => map?.update(settings)).catch(fail);
  return remove;
}
