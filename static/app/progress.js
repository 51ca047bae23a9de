// The map of a progress table: points read from the rows, sized by target, coloured and shaped by attainment. No tiles.
(() => {
  "use strict";
  const place = document.getElementById("ban-do");
  if (!place) return;
  const source = document.currentScript.dataset.leaflet;
  const COLOURS = { done: "#1b6e3c", on_path: "#74b48a", late: "#c77a1f", extra: "#245b8f", none: "#8d867a" };
  const WORDS = { done: "đạt chỉ tiêu", on_path: "đúng tiến độ", late: "chậm", extra: "không có chỉ tiêu", none: "không có chỉ tiêu" };
  const points = [...document.querySelectorAll(`#${place.dataset.table} tr[data-lat]`)].map((row) => ({
    row,
    at: [Number(row.dataset.lat), Number(row.dataset.lon)],
    target: Number(row.dataset.target),
    achieved: Number(row.dataset.achieved),
    state: row.dataset.state,
    name: row.querySelector("th").textContent,
    link: row.querySelector("th a"),
  }));

  // Each state has a form of its own: circle, square, triangle, diamond, ring.
  const outline = (state, x, y, r) => {
    if (state === "on_path") return `M${x - r * 0.9},${y - r * 0.9}h${r * 1.8}v${r * 1.8}h${-r * 1.8}z`;
    if (state === "late") return `M${x},${y - r * 1.15}L${x + r * 1.1},${y + r * 0.8}H${x - r * 1.1}Z`;
    if (state === "extra") return `M${x},${y - r * 1.2}L${x + r * 1.2},${y}L${x},${y + r * 1.2}L${x - r * 1.2},${y}Z`;
    return `M${x - r},${y}a${r},${r} 0 1,0 ${r * 2},0a${r},${r} 0 1,0 ${-r * 2},0`;
  };

  const ground = (place.dataset.ground || "").split(" ").filter(Boolean).map((pair) => pair.split(",").map(Number));

  const draw = () => {
    const L = window.L;
    const Shape = L.CircleMarker.extend({
      _updatePath() {
        const { x, y } = this._point;
        this._renderer._setPath(this, outline(this.options.state, x, y, Math.max(this._radius, 1)));
      },
    });
    const map = L.map(place, {
      attributionControl: false, zoomSnap: 0.25, scrollWheelZoom: false, maxZoom: 14, minZoom: 4,
      renderer: L.svg({ padding: 0.5 }),
    });
    map.zoomControl._zoomInButton.title = "Phóng to";
    map.zoomControl._zoomOutButton.title = "Thu nhỏ";
    ["_zoomInButton", "_zoomOutButton"].forEach((name) => {
      map.zoomControl[name].setAttribute("aria-label", map.zoomControl[name].title);
    });
    map.fitBounds(L.latLngBounds([...ground, ...points.map((point) => point.at)]).pad(0.06));
    // Small dots where the communes lie: the outline of the territory, without a map of somebody else's.
    ground.forEach((at) => L.circleMarker(at, { radius: 2, stroke: false, fillColor: "#c9d3bd", fillOpacity: 1, interactive: false }).addTo(map));
    const crowd = points.length > 60 ? 0.62 : 1;
    const number = new Intl.NumberFormat("vi-VN");
    [...points].sort((a, b) => b.target - a.target).forEach((point) => {
      const size = Math.max(point.target, point.achieved);
      const mark = new Shape(point.at, {
        state: point.state,
        radius: (size ? 5 + 3.2 * Math.sqrt(size) : 3) * crowd,
        color: point.state === "none" ? COLOURS.none : "#fff",
        weight: 1.5,
        fillColor: COLOURS[point.state],
        fillOpacity: point.state === "none" ? 0 : 0.85,
      });
      const text = document.createElement("span");
      const share = point.target ? `${number.format(point.achieved)}/${number.format(point.target)}` : number.format(point.achieved);
      text.textContent = `${point.name}: ${share} sản phẩm (${WORDS[point.state]})`;
      mark.bindTooltip(text, { direction: "top" });
      mark.on("mouseover", () => point.row.classList.add("chosen"));
      mark.on("mouseout", () => point.row.classList.remove("chosen"));
      if (point.link) mark.on("click", () => point.link.click());
      mark.addTo(map);
    });
  };

  if (!points.length) {
    place.hidden = true;
    return;
  }
  const load = () => {
    const script = document.createElement("script");
    script.src = source;
    script.addEventListener("load", draw);
    document.head.append(script);
  };
  if ("IntersectionObserver" in window) {
    const watch = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) {
        watch.disconnect();
        load();
      }
    }, { rootMargin: "300px" });
    watch.observe(place);
  } else {
    load();
  }
})();
