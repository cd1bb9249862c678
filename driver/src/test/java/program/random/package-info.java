/**
 * Random programs, run by the engine with so little memory that it spills at every step, beside the
 * same programs on Java's collections. Start at {@link program.random.RandomProgramsTest}; the
 * operations are in the classes whose names end in Steps, and the actions in {@link
 * program.random.Checks}.
 */
package program.random;
