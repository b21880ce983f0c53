// Stacked bars: where the time went, and where the bytes went.

const PLACES = [
  {key: "inputBytes", name: "read"},
  {key: "shuffleBytes", name: "shuffled"},
  {key: "shuffleHeapBytes", name: "handed over in memory (estimate)"},
  {key: "spilledBytes", name: "spilled"},
  {key: "materializedBytes", name: "materialised between rounds"},
  {key: "rereadBytes", name: "read back"},
  {key: "cachedBytes", name: "kept in memory (estimate)"},
  {key: "outputBytes", name: "written"},
];

// A bar of parts; each has a size, a class, and a title.
function stack(row, parts, scale) {
  let from = 0;
  for (const part of parts.filter(part => part.size > 0)) {
    const left = scale(from);
    const right = scale(from + part.size);
    row.append("rect").attr("class", "part " + part.class)
      .attr("x", left).attr("y", 22).attr("width", Math.max(0.5, right - left)).attr("height", 20)
      .append("title").text(part.title);
    if (part.short) {
      const text = row.append("text").attr("class", "inside " + part.class)
        .attr("x", (left + right) / 2).attr("y", 36).attr("text-anchor", "middle").text(part.short);
      if (text.node().getComputedTextLength() > right - left - 8) text.remove();
    }
    from += part.size;
  }
}

function drawStacks(svg, results, width, partsOf, saidOf, format) {
  const total = result => d3.sum(partsOf(result), part => part.size);
  const most = d3.max(results, total) || 1;
  const scale = d3.scaleLinear([0, most], [0, width]);
  const end = rows(svg, results, 56, result => partsOf(result).length > 0, (row, result) => {
    const parts = partsOf(result);
    headline(row, result.contender, saidOf(result, total(result), width), width,
      alarming(result) ? "alarm" : parts.length === 0 ? "none" : "");
    stack(row, parts, scale);
  });
  return axisBelow(svg, scale, end, 20, Math.max(2, width / 110),
    tick => shortened(format(tick)), width);
}

function sharesOf(job, result) {
  const shares = data.shares.find(s => s.job === job.job && s.contender === result.contender);
  return shares ? shares.parts : [];
}

// What a phase's name says before the colon, without the words that the colours say already.
function shortName(name) {
  const head = name.split(":")[0];
  return head.replace(/^(round|stage) /, "");
}

// Reduce phases, and every second stage.
function isFull(name, place) {
  const [head] = name.split(":");
  return /\breduce\b/.test(head) || (!/\bmap\b/.test(head) && place % 2 === 1);
}

function phaseParts(job, result) {
  return sharesOf(job, result).map((part, i) => ({
    size: part.millis,
    class: part.outside ? "outside" : isFull(part.name, i) ? "full" : "pale",
    short: part.outside ? "outside" : shortName(part.name),
    title: result.contender + ", " + part.name + ": " + millisText(part.millis),
  }));
}

function phaseSection() {
  const jobs = report.jobs.filter(job => job.results.some(r => sharesOf(job, r).length > 0));
  if (jobs.length === 0) return null;
  const said = result => result.summary ? millisText(result.summary.median) : reason(result);
  return section("phases", "Where the time went",
    "One run of each contender, the one nearest to its median, cut into its rounds or stages. Pale: "
      + "map phases and odd stages; full colour: reduce phases and even stages; grey: outside of all phases "
      + "(planning, start-up, commit). Where phases overlap, each has an equal share.",
    panels(jobs, "stacks", job => job.job,
      job => "Time by phase on " + job.job + "; the figures are in the table below",
      (svg, job, width) => drawStacks(svg, job.results.filter(r => r.status !== "MISSING"), width,
        result => phaseParts(job, result),
        result => said(result) + (result.summary && sharesOf(job, result).length === 0
          ? ", phases not observable" : ""), millisText)),
    behind("phases"));
}

function byteParts(result) {
  return PLACES.map((place, i) => ({
    size: own(result.ledger, place.key) || 0,
    class: "place" + i,
    title: result.contender + ", " + place.name + ": "
      + bytesText(own(result.ledger, place.key) || 0),
  })).filter(part => part.size > 0);
}

function byteSaid(result, total, width) {
  if (!result.summary) return reason(result);
  const unseen = PLACES.filter(place => own(result.ledger, place.key) === undefined);
  if (unseen.length === PLACES.length) return "not observable";
  if (width < 600 && unseen.length > 0) return bytesText(total) + " + " + unseen.length + " not observable";
  return bytesText(total) + (unseen.length === 0 ? ""
    : "; not observable: " + unseen.map(place => place.name.replace(/ \(.*/, "")).join(", "));
}

function byteSection() {
  const jobs = report.jobs.filter(job => job.results.some(r => byteParts(r).length > 0));
  if (jobs.length === 0) return null;
  return section("bytes", "Where the bytes went",
    "Bytes that one run read, moved and wrote, one after the other; hatched amounts lie in memory "
      + "and are estimates. What a contender does not show is named and not drawn as nothing.",
    hatches(), legend(PLACES.map((place, i) => ({class: "place" + i, name: place.name}))),
    panels(jobs, "stacks", job => job.job,
      job => "Bytes on " + job.job + ": " + job.results.map(r => r.contender + " "
        + byteSaid(r, d3.sum(byteParts(r), part => part.size))).join("; "),
      (svg, job, width) => drawStacks(svg, job.results.filter(r => r.status !== "MISSING"), width,
        byteParts, byteSaid, bytesText)),
    behind("bytes"));
}

// Patterns for what is an estimate; all charts share them.
function hatches() {
  const svg = d3.create("svg").attr("class", "patterns").attr("aria-hidden", "true");
  const defs = svg.append("defs");
  for (const place of [2, 6]) {
    const pattern = defs.append("pattern").attr("id", "hatch" + place).attr("class", "hatch place" + place)
      .attr("patternUnits", "userSpaceOnUse").attr("width", 7).attr("height", 7)
      .attr("patternTransform", "rotate(45)");
    pattern.append("rect").attr("class", "ground").attr("width", 7).attr("height", 7);
    pattern.append("rect").attr("class", "stripe").attr("width", 3).attr("height", 7);
  }
  return svg.node();
}
