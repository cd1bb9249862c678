package io.heddle.rdd.closure;

import io.heddle.rdd.function.Function2;
import io.heddle.task.CombineShape;
import java.io.IOException;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.util.Map;

/**
 * Tells folds that are sums, minima or maxima of boxed numbers, so that combine tables can do them
 * on primitives: method references such as {@code Integer::sum} and {@code Math::max}, and lambdas
 * that do nothing but add their two arguments or call such a method ({@code (a, b) -> a + b}, read
 * from the lambda's bytecode). Anything else, and whatever is in doubt, is GENERIC.
 */
public final class CombineShapes {
  private static final int ALOAD_0 = 0x2A;
  private static final int ALOAD_1 = 0x2B;
  private static final int INVOKEVIRTUAL = 0xB6;
  private static final int INVOKESTATIC = 0xB8;
  private static final int ARETURN = 0xB0;

  /** One boxed type. */
  @SuppressWarnings("ImmutableEnumChecker") // the map is one of Map.of
  private enum Boxed {
    INT(
        "Integer",
        "int",
        'I',
        0x60,
        CombineShape.INT_SUM,
        CombineShape.INT_MIN,
        CombineShape.INT_MAX),
    LONG(
        "Long",
        "long",
        'J',
        0x61,
        CombineShape.LONG_SUM,
        CombineShape.LONG_MIN,
        CombineShape.LONG_MAX),
    DOUBLE(
        "Double",
        "double",
        'D',
        0x63,
        CombineShape.DOUBLE_SUM,
        CombineShape.DOUBLE_MIN,
        CombineShape.DOUBLE_MAX);

    private final String box;
    private final String unboxing;
    private final String boxing;
    private final String foldDescriptor;
    private final String boxedFold;
    private final int addition;
    private final Map<String, CombineShape> shapes;

    Boxed(
        String name,
        String primitive,
        char letter,
        int addition,
        CombineShape sum,
        CombineShape min,
        CombineShape max) {
      this.box = "java/lang/" + name;
      this.unboxing = box + "." + primitive + "Value()" + letter;
      this.boxing = box + ".valueOf(" + letter + ")L" + box + ";";
      this.foldDescriptor = "(" + letter + letter + ")" + letter;
      this.boxedFold = "(L" + box + ";L" + box + ";)L" + box + ";";
      this.addition = addition;
      this.shapes = Map.of("sum", sum, "min", min, "max", max);
    }

    /** What a static method of two such numbers computes. */
    CombineShape ofMethod(String owner, String name, String descriptor) {
      boolean known = owner.equals(box) || (owner.equals("java/lang/Math") && !name.equals("sum"));
      return known && descriptor.equals(foldDescriptor)
          ? shapes.getOrDefault(name, CombineShape.GENERIC)
          : CombineShape.GENERIC;
    }
  }

  private CombineShapes() {}

  /** The shape of a fold of two values of one type. */
  public static CombineShape of(Function2<?, ?, ?> fold) {
    if (!fold.getClass().isHidden() && !fold.getClass().isSynthetic()) {
      return CombineShape.GENERIC;
    }
    SerializedLambda lambda;
    try {
      lambda = LambdaStream.of(fold).lambda();
    } catch (IOException e) {
      return CombineShape.GENERIC; // the closure check says so
    }
    if (lambda == null
        || lambda.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic
        || lambda.getCapturedArgCount() != 0) {
      return CombineShape.GENERIC;
    }
    for (Boxed number : Boxed.values()) {
      if (lambda.getInstantiatedMethodType().equals(number.boxedFold)) {
        CombineShape shape =
            number.ofMethod(
                lambda.getImplClass(), lambda.getImplMethodName(), lambda.getImplMethodSignature());
        return shape != CombineShape.GENERIC
            ? shape
            : ofBody(number, lambda, fold.getClass().getClassLoader());
      }
    }
    return CombineShape.GENERIC;
  }

  private static CombineShape ofBody(Boxed number, SerializedLambda lambda, ClassLoader classes) {
    if (!lambda.getImplMethodSignature().equals(number.boxedFold)
        || !lambda.getImplMethodName().startsWith("lambda$")) {
      return CombineShape.GENERIC;
    }
    return LambdaBody.read(
            classes,
            lambda.getImplClass(),
            lambda.getImplMethodName(),
            lambda.getImplMethodSignature())
        .map(body -> ofBody(number, body))
        .orElse(CombineShape.GENERIC);
  }

  /** Unbox the first, unbox the second, fold, box, return; and nothing else. */
  private static CombineShape ofBody(Boxed number, LambdaBody body) {
    if (body.at(0) != ALOAD_0
        || body.at(1) != INVOKEVIRTUAL
        || !body.methodAt(2).equals(number.unboxing)
        || body.at(4) != ALOAD_1
        || body.at(5) != INVOKEVIRTUAL
        || !body.methodAt(6).equals(number.unboxing)) {
      return CombineShape.GENERIC;
    }
    if (body.at(8) == number.addition) {
      return boxedAndReturned(number, body, 9) ? number.shapes.get("sum") : CombineShape.GENERIC;
    }
    if (body.at(8) != INVOKESTATIC || !boxedAndReturned(number, body, 11)) {
      return CombineShape.GENERIC;
    }
    String method = body.methodAt(9);
    int dot = method.indexOf('.');
    int bracket = method.indexOf('(');
    if (dot < 0) {
      return CombineShape.GENERIC;
    }
    return number.ofMethod(
        method.substring(0, dot), method.substring(dot + 1, bracket), method.substring(bracket));
  }

  private static boolean boxedAndReturned(Boxed number, LambdaBody body, int position) {
    return body.at(position) == INVOKESTATIC
        && body.methodAt(position + 1).equals(number.boxing)
        && body.at(position + 3) == ARETURN
        && body.length() == position + 4;
  }
}
