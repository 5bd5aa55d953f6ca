export {};

declare module 'react' {
  interface CSSProperties {
    /** The colour of an edge of the order's path. */
    '--edge'?: string;
  }
}
