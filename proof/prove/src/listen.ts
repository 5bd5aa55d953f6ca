import { createInterface } from 'node:readline';
import { readOrder, type Hands } from '@stockade/chaos';
import { messageOf } from '@stockade/redis';

/** Takes orders from somebody who types them, a line each, until the input ends. What cannot be understood is told and changes nothing. */
export function listen(hands: Hands, input: NodeJS.ReadableStream, complain: (what: string) => void): () => void {
  const lines = createInterface({ input });
  lines.on('line', (line) => {
    if (line.trim() === '') return;
    try {
      hands.say(readOrder(line));
    } catch (error) {
      complain(messageOf(error));
    }
  });
  lines.on('close', () => hands.say({ do: 'end' }));
  return () => lines.close();
}
