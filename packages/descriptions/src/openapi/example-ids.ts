/** The ids in all examples; a test holds that what has them fits together. */
export const IDS = {
  ann: '019cadc5-df28-7c31-9a54-3d1f0c6b7e21',
  order: '019cadd9-8c23-7f04-8b1e-52a9e6c0d714',
  refundedOrder: '019cadd3-7852-7a9d-b0c7-1e64f2a85b39',
  hinge: '019346a0-0000-7000-8000-000000000003',
  nails: '019346a0-0000-7000-8000-000000000002',
  seal: '019346a0-0000-7000-8000-000000000005',
  event: '019cadd9-8d03-7b52-a6f8-90c4d17e3b65',
  completionEvent: '019cadd9-8de3-7e81-b27c-05d9f4a36c18',
  refundEvent: '019cadd3-7932-7c18-9e05-47b2a1d8f063',
  deadLetter: '1772443241731-0',
  shopLetter: 'order-completed.1772443241731-0',
  job: '019caddb-1a40-7c02-9d4e-8f2b60a7c915',
  audit: '019caddc-03f8-7e65-a1b7-26c94d80e3fa',
  run: '019cadde-4c10-7a93-8d52-e01f7b6c2a48',
  admin: '019cadc2-61b0-7f13-8e29-b5d07a4c6e81',
  request: '019cadd9-8c21-7d40-9f3a-6b8e05c1a972',
};
