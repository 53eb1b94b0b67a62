// Streamlit's side of the map: loads its script and styles, passes settings on.

const address = (path) => new URL(path, document.baseURI).href;

const stylesheet = (href) =>
  new Promise((resolve, reject) => {
    if (document.querySelector(`link[href="${href}"]`)) return resolve();
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
    Object.assign(link, { onload: resolve, onerror: reject });
    document.head.append(link);
  });

/** Ask for what is drawn first while the script is still on its way; the browser keeps it. */
function askAhead({ revision, language }) {
  for (const name of ["cameras.bin", "land.bin", "communes.json"]) {
    const url = address(`map/${revision}/${name}?language=${language}`);
    fetch(url, { credentials: "same-origin" }).catch(() => {});
  }
}

async function start(host, settings) {
  if (!window.L) askAhead(settings);
  const [{ createMap }] = await Promise.all([import(address(settings.script)), stylesheet(address(settings.styles))]);
  return createMap(window.L, host, settings);
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
