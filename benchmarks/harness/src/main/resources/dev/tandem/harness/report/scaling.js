// Memory against time, and what more slots and more data do.

const SHAPES = [d3.symbolCircle, d3.symbolSquare, d3.symbolTriangle, d3.symbolDiamond,
  d3.symbolCross, d3.symbolStar, d3.symbolWye];

// A shape for each contender, so that it is known without its colour.
function shape(contender, size) {
  return d3.symbol(SHAPES[contenders.indexOf(contender) % SHAPES.length], size || 90)();
}

const FRAME = {top: 30, right: 16, bottom: 46, left: 62};

// Both axes of a plane, with their lines and names.
function plane(svg, x, y, width, height, names) {
  const axis = svg.append("g").attr("class", "axis");
  for (const tick of x.ticksOf(Math.max(2, (width - FRAME.left) / 110))) {
    axis.append("line").attr("x1", x(tick)).attr("x2", x(tick))
      .attr("y1", FRAME.top).attr("y2", height - FRAME.bottom);
    axis.append("text").attr("x", x(tick)).attr("y", height - FRAME.bottom + 16)
      .attr("text-anchor", "middle").text(names.x(tick));
  }
  for (const tick of y.ticksOf(8)) {
    axis.append("line").attr("x1", FRAME.left).attr("x2", width - FRAME.right)
      .attr("y1", y(tick)).attr("y2", y(tick));
    axis.append("text").attr("x", FRAME.left - 6).attr("y", y(tick) + 4).attr("text-anchor", "end")
      .text(shortened(millisText(tick)));
  }
  axis.append("text").attr("class", "name").attr("x", width - FRAME.right).attr("y", height - 8)
    .attr("text-anchor", "end").text(names.across + " →");
  axis.append("text").attr("class", "name").attr("x", 0).attr("y", 13).text("↑ median time");
}

function linear(domain, range) {
  const scale = d3.scaleLinear(domain, range).nice(4);
  scale.ticksOf = count => scale.ticks(count);
  return scale;
}

function logarithmic(domain, range) {
  const scale = d3.scaleLog(domain, range);
  scale.ticksOf = count => logTicks(scale, count);
  return scale;
}

// Linear from 0, or logarithmic where one amount is many times another.
function scaleFor(values, range) {
  const [low, high] = d3.extent(values);
  return high / low > 20 ? logarithmic([low / 1.3, high * 1.3], range)
    : linear([0, high * 1.08], range);
}

// Moves labels apart that would cover each other; keeps their order.
function spread(labels, least, low, high) {
  labels.sort((a, b) => a.y - b.y);
  labels.forEach((label, i) => {
    label.y = Math.max(label.y, low, i === 0 ? low : labels[i - 1].y + least);
  });
  for (let i = labels.length - 1; i >= 0; i--) {
    labels[i].y = Math.min(labels[i].y, i === labels.length - 1 ? high : labels[i + 1].y - least);
  }
}

function box(x, y, width, height) {
  return {x: x, y: y, right: x + width, bottom: y + height};
}

// Puts a label beside its mark where it covers no other mark or label.
function placeLabel(text, x, y, width, taken) {
  const long = text.node().getComputedTextLength();
  const places = [[11, 4], [-11 - long, 4], [-long / 2, -12], [-long / 2, 20], [11, 18],
    [-11 - long, 18], [11, -9], [-11 - long, -9], [9 - long, -13], [9 - long, 24], [11, 33],
    [-11 - long, 33]]
    .map(([right, down]) => box(x + right, y + down - 11, long, 12))
    .filter(place => place.x > FRAME.left && place.right < width);
  const free = place => taken.every(other => place.x > other.right || place.right < other.x
    || place.y > other.bottom || place.bottom < other.y);
  const place = places.find(free) || places[0] || box(FRAME.left, y, long, 12);
  taken.push(place);
  text.attr("x", place.x).attr("y", place.y + 11);
}

function peak(result) {
  const usage = result.usage || {};
  return usage.peakHeap;
}

function drawMemory(svg, job, width) {
  const height = 300;
  const seen = job.results.filter(r => r.summary && peak(r));
  const x = linear([0, d3.max(seen, peak) * 1.05], [FRAME.left, width - FRAME.right]);
  const y = scaleFor(seen.flatMap(r => [r.summary.min, r.summary.max]),
    [height - FRAME.bottom, FRAME.top]);
  plane(svg, x, y, width, height,
    {x: tick => shortened(bytesText(tick)), across: "greatest heap"});
  const taken = seen.map(r => box(x(peak(r)) - 9, y(r.summary.median) - 9, 18, 18));
  for (const result of seen) {
    const mark = svg.append("g").attr("class", "row " + hue(result.contender));
    const [left, top] = [x(peak(result)), y(result.summary.median)];
    mark.append("line").attr("class", "range").attr("x1", left).attr("x2", left)
      .attr("y1", y(result.summary.min)).attr("y2", y(result.summary.max));
    mark.append("path").attr("class", "mark").attr("d", shape(result.contender, 130))
      .attr("transform", "translate(" + left + "," + top + ")")
      .append("title").text(result.contender + ": " + bytesText(peak(result)) + ", "
        + millisText(result.summary.median));
    const text = mark.append("text").attr("class", "who small");
    fitted(text, result.contender, width * 0.4);
    placeLabel(text, left, top, width, taken);
  }
  const unseen = job.results.filter(r => r.summary && !peak(r)).map(r => r.contender);
  return remark(svg, unseen.length > 0 ? "not observable: " + unseen.join(", ") : "", width, height);
}

function memorySection() {
  const jobs = report.jobs.filter(job => job.results.some(r => r.summary && peak(r)));
  if (jobs.length === 0) return null;
  return section("memory", "Memory against time",
    "To the left and down is better. The heap is the greatest that was in use in any timed run, "
      + "garbage included: what a run is given it will use. The upright line is from the least to "
      + "the most time.",
    panels(jobs, "planes", job => job.job,
      job => "Memory against time on " + job.job + ": " + job.results.filter(r => r.summary)
        .map(r => r.contender + " " + (peak(r) ? bytesText(peak(r)) : "not observable") + ", "
          + millisText(r.summary.median)).join("; "), drawMemory),
    behind("memory"));
}

// Who could not be timed, and why, below a chart; returns its new height.
function remark(svg, text, width, height) {
  if (text === "") return height;
  fitted(svg.append("text").attr("class", "note").attr("x", 0).attr("y", height + 12), text, width);
  return height + 20;
}

function drawSweep(svg, sweep, width) {
  const height = 320;
  const at = point => sweep.axis === "slots" ? point.slots : point.bytes;
  const seen = sweep.points.filter(point => point.summary);
  const ends = Math.min(130, width * 0.3);
  const range = [FRAME.left, width - ends];
  const x = logarithmic(padded(d3.extent(seen, at)), range);
  const y = logarithmic(padded([d3.min(seen, p => p.summary.min), d3.max(seen, p => p.summary.max)]),
    [height - FRAME.bottom, FRAME.top]);
  const places = [...new Set(seen.map(at))].sort(d3.ascending);
  x.ticksOf = () => places;
  plane(svg, x, y, width, height, {
    x: tick => sweep.axis === "slots" ? String(tick) : shortened(bytesText(tick)),
    across: sweep.axis === "slots" ? "slots" : "bytes of input"});
  const labels = [];
  for (const [name, points] of d3.group(seen, point => point.contender)) {
    const line = svg.append("g").attr("class", "row " + hue(name));
    const middles = d3.line(point => x(at(point)), point => y(point.summary.median));
    if (points.length > 1) line.append("path").attr("class", "line").attr("d", middles(points));
    if (sweep.axis === "slots" && places.length > 1 && isAlone(sweep, name)) {
      line.append("path").attr("class", "line single")
        .attr("d", "M" + FRAME.left + "," + y(points[0].summary.median) + "H" + (width - ends));
    }
    for (const point of points) {
      line.append("line").attr("class", "range").attr("x1", x(at(point))).attr("x2", x(at(point)))
        .attr("y1", y(point.summary.min)).attr("y2", y(point.summary.max));
      line.append("path").attr("class", "mark").attr("d", shape(name))
        .attr("transform", "translate(" + x(at(point)) + "," + y(point.summary.median) + ")")
        .append("title").text(name + ": " + millisText(point.summary.median));
    }
    labels.push({name: name, y: y(points[points.length - 1].summary.median)});
  }
  spread(labels, 15, FRAME.top, height - FRAME.bottom);
  for (const label of labels) {
    fitted(svg.append("g").attr("class", hue(label.name)).append("text").attr("class", "who small")
      .attr("x", width - ends + 12).attr("y", label.y + 4), label.name, ends - 12);
  }
  const without = sweep.points.filter(alarming)
    .map(point => point.contender + " (" + point.status.toLowerCase() + ")");
  return remark(svg, without.length > 0 ? "no time: " + [...new Set(without)].join(", ") : "", width,
    height);
}

// Whether there is one point of a contender, timed or not.
function isAlone(sweep, contender) {
  return sweep.points.filter(point => point.contender === contender).length === 1;
}

function padded([low, high]) {
  return [low / 1.12, high * 1.12];
}

function sweepSection() {
  const sweeps = data.sweeps.filter(sweep => sweep.points.some(point => point.summary));
  if (sweeps.length === 0) return null;
  return section("scaling", "What more threads and more data do",
    "Both axes are logarithmic, so that twice is the same step everywhere. A dashed line is "
      + "who was timed with one number of slots only.",
    panels(sweeps, "planes", sweep => sweep.job + " by " + (sweep.axis === "slots" ? "slots" : "size"),
      sweep => "Times on " + sweep.job + " by " + sweep.axis + "; the figures are in the table below",
      drawSweep),
    behind("scaling"));
}
