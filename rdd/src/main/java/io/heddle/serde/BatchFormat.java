package io.heddle.serde;

/**
 * The bytes of a batch, version 1. All numbers are little-endian; {@code varint} is unsigned
 * LEB128, {@code zigzag} a varint of {@code (v << 1) ^ (v >> 63)}.
 *
 * <pre>
 * batch   = version:u8 (= 1)  n:varint  column(n)
 *
 * column(n) = tag:u8, then by tag
 *   0 NULLS     nothing: all n values are null
 *   1 NULLABLE  bitmap: (n+7)/8 bytes, bit i%8 of byte i/8 set where value i is not null, bits past n clear
 *               column(number of bits set) of the others
 *   2 CONSTANT  column(1), INT, LONG or DOUBLE: all n values equal that one
 *   3 BOOLEAN   bitmap as in NULLABLE, set where true
 *   4 INT       width:u8, numbers: java.lang.Integer
 *   5 LONG      width:u8, numbers: java.lang.Long
 *               width 0: n zigzag; 1, 2, 4, 8: n signed numbers of that many bytes (8: LONG only)
 *   6 DOUBLE    n times 8 bytes, raw IEEE 754 bits
 *   7 STRING    n lengths:varint, then the characters' bytes, Latin-1, one byte a char
 *   8 MIXED     n times (length in chars &lt;&lt; 1 | wide):varint, then the characters: one byte a char, or
 *               where wide UTF-16, two bytes a char, unpaired surrogates as they are
 *   9 BYTES     n lengths:varint, then the bytes: byte[]
 *  10 PAIR      column(n) of keys, column(n) of values: io.heddle.rdd.Pair
 *  11 LIST      n lengths:varint, column(sum of lengths) of elements: java.util.ArrayList
 *  12 OPTIONAL  bitmap as in NULLABLE, set where present, column(number of bits set): java.util.Optional
 *  13 OBJECTS   codec:u8 (1 Java serialisation, 2 Apache Fory, 3 Kryo)  length:varint  crc:u32 (CRC-32C of what follows)
 *               length bytes: the n values as the codec writes them (JavaCodec, ForyBatch, KryoCodec)
 * </pre>
 *
 * <p>Columns nest at most {@link #MAX_DEPTH} deep. NULLS and CONSTANT cost no bytes a value, so the
 * values they stand for are bounded by {@link #MAX_FREE_VALUES} over all columns of a batch, for
 * writer and reader alike; every other column costs at least a bit a value. So a reader never
 * allocates much more than it was given bytes for.
 */
final class BatchFormat {
  static final int VERSION = 1;
  static final int MAX_DEPTH = 24;
  static final int MAX_FREE_VALUES = 1 << 20;

  static final int NULLS = 0;
  static final int NULLABLE = 1;
  static final int CONSTANT = 2;
  static final int BOOLEAN = 3;
  static final int INT = 4;
  static final int LONG = 5;
  static final int DOUBLE = 6;
  static final int STRING = 7;
  static final int MIXED = 8;
  static final int BYTES = 9;
  static final int PAIR = 10;
  static final int LIST = 11;
  static final int OPTIONAL = 12;
  static final int OBJECTS = 13;

  static final int CODEC_JAVA = 1;
  static final int CODEC_FORY = 2;
  static final int CODEC_KRYO = 3;

  private BatchFormat() {}

  static CorruptBatchException corrupt(String what) {
    return new CorruptBatchException(what);
  }
}
