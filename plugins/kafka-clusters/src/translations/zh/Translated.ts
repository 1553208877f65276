/**
 * The shape of English messages with any words: a language that lacks a key, or
 * has one too many, does not compile.
 */
export type Translated<T> = {
  readonly [Key in keyof T]: T[Key] extends string
    ? string
    : Translated<T[Key]>;
};
