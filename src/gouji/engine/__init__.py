"""The judging: outcomes, findings, evidence, coverage. Import from the modules; nothing is loaded by the package itself."""
