/**
 * The seeded generators and what they are made of: sizes, parameters, a random number generator
 * that is spelled out, and sources that append one record after the other to a line of bytes.
 *
 * <p>Every generator gives the same bytes on every machine: no hash order, no platform-dependent
 * mathematics ({@link java.lang.StrictMath} only), no locale, no default charset.
 */
package dev.tandem.datasets.generate;
