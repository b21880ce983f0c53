package dev.tandem.datasets.generate;

/**
 * A directed graph with power-law degrees: lines {@code from TAB to}, nodes 0..N-1.
 *
 * <p>Both ends of each edge are drawn independently (Chung and Lu, "Connected components in random
 * graphs with given expected degree sequences", 2002): a degree exponent g asks for weights that
 * fall like {@code rank^(-1/(g-1))}. The defaults 2.1 (in) and 2.7 (out) are those of the web as
 * Broder et al., "Graph structure in the web", 2000, measured it. Ranks are scattered over the
 * numbers, for the two ends differently. Pairs may repeat, self loops and nodes without out-edges
 * occur, and the order of the lines means nothing.
 *
 * <p>N follows from the size and the average degree unless {@code nodes} is given. With a size in
 * bytes the last line is a comment that fills up.
 */
public final class WebGraph implements Generator {
  private static final long MAX_NODES = Integer.MAX_VALUE;

  @Override
  public RecordSource open(Params params, long seed, DataSize size) {
    double degree = params.decimal("degree", 0.01, 1_000_000);
    double in = params.decimal("in-exponent", 1.5, 10);
    double out = params.decimal("out-exponent", 1.5, 10);
    long nodes = params.integer("nodes", 0, MAX_NODES);
    if (nodes == 0) {
      nodes = nodes(size, degree);
    }
    return new Edges(nodes, seed, in, out);
  }

  private static long nodes(DataSize size, double degree) {
    if (size.isRows()) {
      return clamp(size.amount() / degree);
    }
    // A line holds two numbers; their length depends on N, which a few rounds settle.
    long nodes = 1;
    for (int round = 0; round < 8; round++) {
      long line = 2L * Long.toString(nodes).length() + 2;
      nodes = clamp(size.amount() / (line * degree));
    }
    return nodes;
  }

  private static long clamp(double nodes) {
    return Math.max(2, Math.min(MAX_NODES, (long) nodes));
  }

  private static final class Edges implements RecordSource {
    private final long nodes;
    private final double inExponent;
    private final double outExponent;
    private final SplitMix64 random;
    private final End from;
    private final End to;

    Edges(long nodes, long seed, double inExponent, double outExponent) {
      this.nodes = nodes;
      this.inExponent = inExponent;
      this.outExponent = outExponent;
      this.random = SplitMix64.stream(seed, 2);
      this.from = new End(nodes, outExponent, random);
      this.to = new End(nodes, inExponent, random);
    }

    @Override
    public void header(ByteLine line) {
      line.append("# web-graph: directed edges, from TAB to, nodes 0.." + (nodes - 1) + "\n");
      line.append(
          "# power-law degrees, exponents: in " + inExponent + ", out " + outExponent + "\n");
    }

    @Override
    public void next(ByteLine line) {
      line.appendLong(from.draw(random));
      line.append('\t');
      line.appendLong(to.draw(random));
      line.append('\n');
    }

    @Override
    public void fill(ByteLine last, ByteLine overflow, int missing) {
      if (missing > 1) {
        last.append('#');
        last.fill('.', missing - 2);
        last.append('\n');
        return;
      }
      if (last.length() == 0) {
        throw new IllegalArgumentException("dataset web-graph: no graph has 1 byte");
      }
      // No line has one byte, so the last line becomes a comment that is one byte longer.
      if (last.get(0) != '#') {
        int length = last.length();
        last.truncate(0);
        last.append('#');
        last.fill('.', length - 1);
      } else {
        last.set(last.length() - 1, (byte) '.');
      }
      last.append('\n');
    }
  }

  /** One end of the edges: ranks by the power law, scattered by a linear map modulo N. */
  private static final class End {
    private final long nodes;
    private final PowerLaw ranks;
    private final long factor;
    private final long shift;

    End(long nodes, double degreeExponent, SplitMix64 random) {
      this.nodes = nodes;
      double exponent = 1 / (degreeExponent - 1);
      // At exactly 1 (a degree exponent of 2) the inverse has no power form; nearby it is the same.
      this.ranks = new PowerLaw(nodes, exponent == 1 ? 1 + 1e-9 : exponent);
      this.factor = coprime(random.nextInt((int) nodes), nodes);
      this.shift = random.nextInt((int) nodes);
    }

    private static long coprime(long start, long nodes) {
      long candidate = Math.max(1, start);
      while (gcd(candidate, nodes) != 1) {
        candidate++;
      }
      return candidate;
    }

    private static long gcd(long a, long b) {
      while (b != 0) {
        long rest = a % b;
        a = b;
        b = rest;
      }
      return a;
    }

    long draw(SplitMix64 random) {
      return (ranks.draw(random.nextDouble()) * factor + shift) % nodes;
    }
  }
}
