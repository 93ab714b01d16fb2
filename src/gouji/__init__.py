"""gouji (勾稽): a rules-engine consistency auditor."""
