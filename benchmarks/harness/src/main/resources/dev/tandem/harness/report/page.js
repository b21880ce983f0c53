// The page from top to bottom.

function header() {
  const findings = data.findings;
  return el("header", {},
    el("p", {class: "brand"}, "Tandem benchmark · profile " + report.profile + " · "
      + report.started.replace("T", " ").replace("Z", " UTC")),
    el("h1", {}, findings.sentence),
    el("p", {class: "verdict " + (findings.valid ? "same" : "differs"), role: "status"},
      el("b", {}, findings.valid ? "✓ all answers right" : "✗ some failed or were wrong"),
      " " + findings.validity),
    el("div", {class: "cards"}, ...findings.cards.map(card =>
      el("section", {class: "card " + hue(card.contender), "aria-label": card.contender},
        el("h2", {}, card.contender),
        el("p", {class: "big"}, card.big),
        el("ul", {}, ...card.lines.map(line => el("li", {}, line)))))));
}

function plain(id) {
  const table = tableById(id);
  return table.rows.length === 0 ? null : section(id, table.title, table.lead, tableOf(table));
}

function againstSection() {
  if (!data.against) return null;
  const rated = data.against.rows.filter(row => row.ratio);
  const jobs = [...d3.group(rated, row => row.job)].map(([job, rows]) => ({job: job, rows: rows}));
  const ends = rated.flatMap(row => [row.ratio.value, row.ratio.low, row.ratio.high]);
  const domain = [Math.min(1 / LEAST_SPAN, (d3.min(ends) || 1) / 1.05),
    Math.max(LEAST_SPAN, (d3.max(ends) || 1) * 1.05)];
  return section("against", "Against an older benchmark",
    data.againstSentence + " Before: " + data.against.old + ". Bars to the left of 1 became faster.",
    data.against.warnings.length === 0 ? null : el("ul", {class: "caveats"},
      ...data.against.warnings.map(warning => el("li", {}, warning))),
    panels(jobs, "ratios", item => item.job,
      item => "Now against before on " + item.job + ": "
        + item.rows.map(row => row.contender + " " + ratioText(row.ratio)).join("; "),
      (svg, item, width) => drawAgainst(svg, item.rows, width, domain)),
    tableOf(tableById("against")));
}

function drawAgainst(svg, compared, width, domain) {
  const scale = d3.scaleLog(domain, [6, width - 6]);
  const end = rows(svg, compared, 48, () => true, (row, entry) => {
    headline(row, entry.contender, ratioText(entry.ratio), width);
    ratioBar(row, entry.ratio, scale);
  });
  const bottom = axisBelow(svg, scale, end, 0, logTicks(scale, Math.max(3, width / 60)),
    tick => d3.format("~g")(tick), width);
  svg.insert("g", ".row").attr("class", "one").append("line").attr("x1", scale(1)).attr("x2", scale(1))
    .attr("y1", 20).attr("y2", end + 4);
  return bottom;
}

function threats() {
  return report.threats.length === 0 ? null : section("threats", "Threats to validity",
    "Read this before you quote a figure.",
    el("ul", {class: "caveats"}, ...report.threats.map(threat => el("li", {}, threat))));
}

function facts(id) {
  const table = tableById(id);
  return section(id, table.title, table.lead, el("dl", {}, ...table.rows.map(row =>
    el("div", {}, el("dt", {}, row[0]), el("dd", {}, row[1])))));
}

function contents(sections) {
  return el("nav", {"aria-label": "Contents"}, ...sections.map(part =>
    el("a", {href: "#" + part.id}, part.querySelector("h2").textContent)));
}

const sections = [
  againstSection(), plain("verdicts"), ratioSection(), timesSection(), phaseSection(), byteSection(),
  memorySection(), sweepSection(), plain("cost"), plain("ledger"), threats(), plain("validity"),
  plain("contenders"), facts("identity"), plain("configuration"), plain("data"),
].filter(part => part !== null);
document.getElementById("page").append(header(), contents(sections), el("main", {}, ...sections));
