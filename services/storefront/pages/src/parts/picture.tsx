import type { Product } from '@stockade/client';
import { useState } from 'react';

interface PictureProps {
  product: Pick<Product, 'id' | 'image_url'>;
  /** For pictures that are seen at once. */
  isEager?: boolean;
  className?: string;
}

/** The picture of a product, or a drawing made of its id where there is none or the browser does not get it. */
export function Picture({ product, isEager = false, className = '' }: PictureProps) {
  const { id, image_url } = product;
  const [lacking, setLacking] = useState<string | null>(null);
  if (image_url === null || image_url === lacking) return <Blueprint id={id} className={className} />;
  return (
    <img
      src={image_url}
      alt=""
      width="400"
      height="300"
      loading={isEager ? 'eager' : 'lazy'}
      className={`object-contain ${className}`}
      onError={() => setLacking(image_url)}
    />
  );
}

/** A frame of beams that looks different for each id, and the same each time. */
function Blueprint({ id, className }: { id: string; className: string }) {
  const digits = id
    .replaceAll('-', '')
    .slice(-10)
    .split('')
    .map((digit) => Number.parseInt(digit, 16));
  const beams = digits.map((digit, i) => {
    const x = 40 + i * 35;
    return `M${x} 250V${60 + digit * 8}`;
  });
  const braces = digits.slice(0, 4).map((digit, i) => `M${40 + i * 90} ${120 + digit * 6}H${150 + i * 60}`);
  return (
    <svg viewBox="0 0 400 300" aria-hidden="true" className={`text-muted ${className}`}>
      <path d="M20 250H380" stroke="currentColor" strokeWidth="3" />
      <path d={beams.join('')} stroke="currentColor" strokeWidth="10" strokeLinecap="round" opacity="0.45" />
      <path d={braces.join('')} stroke="currentColor" strokeWidth="5" strokeDasharray="3 8" strokeLinecap="round" />
    </svg>
  );
}
