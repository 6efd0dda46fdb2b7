// Draws every chart of the page as wide as its box. Data stands in script elements of type application/json.
(function () {
  "use strict";
  var font = { family: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif', size: 13, color: "#1b2733" };
  var charts = [];

  function axis(of) {
    return Object.assign({ automargin: true, gridcolor: "#e4ebf1", zerolinecolor: "#c3ced9", linecolor: "#9aa5b1", ticks: "outside", tickcolor: "#c3ced9", ticklen: 4, fixedrange: true }, of);
  }

  function draw(box, figure, mode) {
    var layout = JSON.parse(JSON.stringify(figure.layout)), kinds = figure.data.map(function (t) { return t.type; });
    var narrow = box.clientWidth < 480, map = kinds.indexOf("heatmap") >= 0, bars = figure.data.some(function (t) { return t.orientation === "h"; });
    layout.font = Object.assign({}, font, { size: narrow ? 11 : 13 });
    layout.paper_bgcolor = layout.plot_bgcolor = "#ffffff";
    layout.xaxis = axis(layout.xaxis);
    layout.yaxis = axis(layout.yaxis);
    if (layout.yaxis2) { layout.yaxis2 = axis(layout.yaxis2); }
    layout.margin = { l: 8, r: narrow ? 8 : 16, t: 8, b: 8 };
    layout.hoverlabel = { bgcolor: "#ffffff", bordercolor: "#9aa5b1", font: { color: "#1b2733", size: 13 } };
    layout.bargap = 0.25;
    layout.showlegend = false;
    if (kinds.length > 1 && !map) { layout.hovermode = bars ? "closest" : "x unified"; }
    if (map && layout.annotations) {
      layout.xaxis.tickangle = -45;
      layout.xaxis.showgrid = layout.yaxis.showgrid = false;
      layout.xaxis.ticks = layout.yaxis.ticks = "";
      layout.annotations.forEach(function (a) { a.font = { size: narrow ? 10 : 13 }; });
    }
    var data = figure.data.map(function (trace) {
      trace = Object.assign({}, trace);
      if (trace.type === "heatmap") {
        trace.hovertemplate = (layout.yaxis.title && layout.yaxis.title.text ? layout.yaxis.title.text + ": " : "") + "%{y}<br>" + (layout.xaxis.title ? layout.xaxis.title.text + ": " : "") + "%{x}<br><b>%{z:.4~r}</b><extra></extra>";
        trace.colorbar = { thickness: 10, outlinewidth: 0 };
      } else if (trace.type === "scatter" && trace.mode === "markers") {
        trace.marker = Object.assign({ size: 11, line: { width: 1, color: "#ffffff" } }, trace.marker);
      }
      if (trace.type === "bar") {
        trace.cliponaxis = false;
        if (bars) { trace.insidetextanchor = "start"; trace.textfont = { color: "#1b2733" }; }
      }
      return trace;
    });
    layout.autosize = true;
    return window.Plotly[mode](box, data, layout, { responsive: false, displaylogo: false, displayModeBar: false });
  }

  function swatch(trace) {
    var line = trace.line || {}, marker = trace.marker || {}, dash = { dash: "6 4", dot: "2 3" }[line.dash] || "";
    var shape = trace.type === "bar" ? '<rect x="5" y="1" width="12" height="10" rx="1" fill="' + marker.color + '"/>'
      : trace.mode === "lines" ? '<path d="M0 6H22" stroke="' + line.color + '" stroke-width="' + Math.max(2, line.width || 2) + '" stroke-dasharray="' + dash + '"/>'
      : String(marker.symbol) === "17" ? '<path d="M11 0l1.8 4 4.2.4-3.2 2.9 1 4.3L11 9.3 7.2 11.6l1-4.3L5 4.4l4.2-.4z" fill="' + marker.color + '"/>'
      : String(marker.symbol) === "2" ? '<path d="M11 0l6 6-6 6-6-6z" fill="' + marker.color + '"/>'
      : '<circle cx="11" cy="6" r="5" fill="' + marker.color + '"/>';
    return '<svg width="22" height="12" viewBox="0 0 22 12" aria-hidden="true">' + shape + "</svg>";
  }

  // A legend of buttons: it wraps on a phone and can be reached with the keyboard. A trace without an entry follows the one before it.
  function legend(chart) {
    if (chart.figure.data.length < 2 || chart.figure.data[0].type === "heatmap") { return; }
    var list = document.createElement("div");
    list.className = "legend";
    chart.figure.data.forEach(function (trace, i) {
      if (trace.showlegend === false) { list.lastChild.traces.push(i); return; }
      var button = document.createElement("button");
      button.type = "button";
      button.innerHTML = swatch(trace);
      button.appendChild(document.createTextNode(trace.name));
      button.setAttribute("aria-pressed", "true");
      button.traces = [i];
      button.addEventListener("click", function () {
        var shown = button.getAttribute("aria-pressed") !== "true";
        button.setAttribute("aria-pressed", String(shown));
        button.traces.forEach(function (k) { chart.figure.data[k].visible = shown; });
        draw(chart.box, chart.figure, "react");
      });
      list.appendChild(button);
    });
    chart.box.parentNode.insertBefore(list, chart.box);
  }

  Array.prototype.forEach.call(document.querySelectorAll("script[data-chart]"), function (script) {
    var box = document.getElementById(script.getAttribute("data-chart"));
    var chart = { box: box, figure: JSON.parse(script.textContent), width: box.clientWidth };
    if (chart.figure.layout.height) { box.style.height = chart.figure.layout.height + "px"; }
    charts.push(chart);
    legend(chart);
    draw(box, chart.figure, "newPlot");
  });

  function redraw() {
    charts.forEach(function (chart) {
      if (chart.box.clientWidth === chart.width) { return; }
      chart.width = chart.box.clientWidth;
      draw(chart.box, chart.figure, "react");
    });
  }
  var wait;
  window.addEventListener("resize", function () { clearTimeout(wait); wait = setTimeout(redraw, 120); });
  // A printed page is narrower than most windows: the charts are laid out anew for it.
  function printing(on) {
    document.documentElement.classList.toggle("printing", on);
    redraw();
  }
  window.addEventListener("beforeprint", function () { printing(true); });
  window.addEventListener("afterprint", function () { printing(false); });
})();
