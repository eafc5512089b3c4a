"""Decision corpora: their cases, the world that they are judged in, and the rates of wrong answers."""
