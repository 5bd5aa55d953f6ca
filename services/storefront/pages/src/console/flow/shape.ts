/** A place of the drawing, in its own units. */
export type Point = readonly [x: number, y: number];

export type ServiceNode = 'store' | 'warehouse' | 'refund';

/** A stream as a pipe: its path, and where its words are. */
export interface PipeShape {
  readonly stream: string;
  readonly reader: ServiceNode;
  readonly path: string;
  readonly words: Point;
  readonly anchor: 'start' | 'middle';
  /** Where its dead letters fall. */
  readonly pit: Point;
  /** From where they fall. */
  readonly drop: string;
  /** The middle of it, where its sum is. */
  readonly middle: Point;
}

export interface FlowShape {
  readonly width: number;
  readonly height: number;
  readonly customers: Point;
  /** From the customers to the store. */
  readonly requests: string;
  readonly requestWords: Point;
  readonly requestAnchor: 'start' | 'middle';
  readonly nodes: Readonly<Record<ServiceNode, Point>>;
  readonly pipes: readonly PipeShape[];
}

export const NODE_WIDTH = 148;
export const NODE_HEIGHT = 84;

export const WIDE: FlowShape = {
  width: 1_016,
  height: 330,
  customers: [62, 96],
  requests: 'M106 96H208',
  requestWords: [159, 66],
  requestAnchor: 'middle',
  nodes: { store: [290, 96], warehouse: [612, 96], refund: [920, 96] },
  pipes: [
    {
      stream: 'order-placed',
      reader: 'store',
      path: 'M254 150V204Q254 232 282 232H298Q326 232 326 204V150',
      words: [290, 264],
      anchor: 'middle',
      pit: [400, 204],
      drop: 'M342 204H362',
      middle: [290, 232],
    },
    {
      stream: 'order-completed',
      reader: 'warehouse',
      path: 'M374 96H528',
      words: [451, 136],
      anchor: 'middle',
      pit: [612, 208],
      drop: 'M612 144V186',
      middle: [451, 96],
    },
    {
      stream: 'refund-initiated',
      reader: 'refund',
      path: 'M696 96H836',
      words: [766, 136],
      anchor: 'middle',
      pit: [920, 208],
      drop: 'M920 144V186',
      middle: [766, 96],
    },
  ],
};

export const TALL: FlowShape = {
  width: 340,
  height: 730,
  customers: [90, 44],
  requests: 'M90 84V146',
  requestWords: [112, 112],
  requestAnchor: 'start',
  nodes: { store: [90, 198], warehouse: [90, 442], refund: [90, 664] },
  pipes: [
    {
      stream: 'order-placed',
      reader: 'store',
      path: 'M170 180H198Q216 180 216 198Q216 216 198 216H170',
      words: [230, 194],
      anchor: 'start',
      pit: [198, 262],
      drop: 'M198 230V240',
      middle: [205, 160],
    },
    {
      stream: 'order-completed',
      reader: 'warehouse',
      path: 'M90 250V390',
      words: [118, 312],
      anchor: 'start',
      pit: [226, 442],
      drop: 'M168 442H188',
      middle: [90, 320],
    },
    {
      stream: 'refund-initiated',
      reader: 'refund',
      path: 'M90 494V612',
      words: [118, 544],
      anchor: 'start',
      pit: [226, 664],
      drop: 'M168 664H188',
      middle: [90, 553],
    },
  ],
};
