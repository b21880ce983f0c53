// Charts that are drawn again when their width changes, so that text keeps its size on any screen.

const WORDS = 26; // pixels of a row without marks

// A figure with a chart for each item.
//   title(item)           what stands above it
//   draw(svg, item, width) draws into an svg of that width and returns the height
//   label(item)           the chart in a sentence, for those who do not see it
function panels(items, kind, title, label, draw) {
  const frame = el("div", {class: "panels " + kind});
  for (const item of items) {
    const svg = d3.create("svg").attr("role", "img").attr("aria-label", label(item));
    const figure = el("figure", {},
      el("figcaption", {}, el("b", {}, title(item))), svg.node());
    frame.append(figure);
    redraw(svg, width => draw(svg, item, width));
  }
  return frame;
}

// Draws as soon as the page has a layout, and whenever the width has changed.
function redraw(svg, draw) {
  let last = 0;
  new ResizeObserver(() => {
    const width = Math.floor(svg.node().getBoundingClientRect().width);
    if (width > 0 && width !== last) {
      last = width;
      svg.selectAll("*").remove();
      const height = draw(width);
      svg.attr("viewBox", [0, 0, width, height]).attr("height", height);
    }
  }).observe(svg.node());
}

// A text that is cut to a width; all of it is in its title.
function fitted(selection, text, width) {
  selection.text(text);
  const node = selection.node();
  if (node.getComputedTextLength() <= width) return selection;
  const all = Array.from(text);
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    selection.text(all.slice(0, middle).join("") + "…");
    if (node.getComputedTextLength() <= width) low = middle;
    else high = middle - 1;
  }
  selection.text(all.slice(0, low).join("") + "…").append("title").text(text);
  return selection;
}

// The line above a mark: a name on the left in its colour, what is said of it on the right.
function headline(row, name, said, width, classes) {
  const right = row.append("text").attr("class", "said " + (classes || ""))
    .attr("x", width).attr("y", 15).attr("text-anchor", "end");
  fitted(right, said, width * 0.72);
  const long = right.node().getComputedTextLength();
  row.insert("rect", "text").attr("class", "back") // lines of the axis stop behind words
    .attr("x", width - long - 4).attr("y", 1).attr("width", long + 4).attr("height", 19);
  const room = width - long - 12;
  fitted(row.append("text").attr("class", "who").attr("x", 0).attr("y", 15), name, room);
}

// A row for each contender, in its colour; one that has nothing but words takes less room.
// Returns where the rows end.
function rows(svg, results, height, hasMarks, draw) {
  let y = 0;
  for (const result of results) {
    const row = svg.append("g").attr("class", "row " + hue(result.contender))
      .attr("transform", "translate(0," + y + ")");
    draw(row, result);
    y += hasMarks(result) ? height : WORDS;
  }
  return y;
}

// An axis below the rows with lines up through them.
function axisBelow(svg, scale, y, top, count, format, width) {
  const axis = svg.insert("g", ":first-child").attr("class", "axis");
  const ticks = Array.isArray(count) ? count : scale.ticks(count);
  for (const tick of ticks) {
    const x = scale(tick);
    axis.append("line").attr("x1", x).attr("x2", x).attr("y1", top).attr("y2", y);
    const anchor = x < 14 ? "start" : x > width - 14 ? "end" : "middle";
    axis.append("text").attr("x", x).attr("y", y + 16).attr("text-anchor", anchor)
      .text(format(tick));
  }
  return y + 24;
}

// Steps of a logarithmic axis: 1, 2, 5 of each power of ten, or the powers alone where it is long.
function logTicks(scale, most) {
  const [low, high] = scale.domain();
  const all = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    for (const digit of [1, 2, 5]) all.push(digit * Math.pow(10, power));
  }
  const inside = all.filter(tick => tick >= low * 0.999 && tick <= high * 1.001);
  if (inside.length <= most) return inside;
  const powers = inside.filter(tick => /^1(0*$|e)|^0\.0*1$/.test(String(Number(tick.toPrecision(1)))));
  const fewer = inside.filter((tick, i) => i % 2 === 0);
  return powers.length >= 3 || powers.length > 1 && fewer.length > most ? powers : fewer;
}

// Swatches and what they stand for.
function legend(entries) {
  return el("ul", {class: "legend"}, ...entries.map(entry =>
    el("li", {}, el("span", {class: "swatch " + entry.class, "aria-hidden": "true"}), entry.name)));
}
