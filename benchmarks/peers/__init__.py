"""One module per engine, all with the same interface: ``NAME``, ``version``, ``prepare``, ``load`` and ``judge``."""
