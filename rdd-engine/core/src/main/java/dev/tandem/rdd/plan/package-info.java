/** From operations to stages, in named passes. */
package dev.tandem.rdd.plan;
