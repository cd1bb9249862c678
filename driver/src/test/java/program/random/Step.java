package program.random;

/** One operation of a program. */
record Step(String name, Body body) {
  @FunctionalInterface
  interface Body {
    Data apply(Scene scene, Data data);
  }

  Data apply(Scene scene, Data data) {
    return body.apply(scene, data);
  }

  @Override
  public String toString() {
    return name;
  }
}
