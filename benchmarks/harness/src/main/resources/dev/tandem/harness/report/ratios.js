// ratios
