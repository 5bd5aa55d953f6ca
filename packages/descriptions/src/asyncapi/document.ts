import { deadLettersOf } from '@stockade/streams';
import { PROTOCOL_VERSION, type AsyncApi, type Channel, type EventOperation } from './asyncapi.js';
import { deadLetterMessage, eventMessage } from './messages.js';
import { STREAMS, type StreamDescription } from './streams.js';

const DESCRIPTION = `The services never call one another: all that they tell each other stands in Redis Streams.

An entry is one event: its order in the field \`subject\`, and the event as JSON in the field \`event\`, with the attributes of CloudEvents 1.0.
Amounts are integers in minor units. Delivery is at least once; \`data.order_id\` says what an effect must happen once for.

An entry that cannot be decoded, or that nobody can process, moves to the dead letters of its stream, with the reason.`;

/** The AsyncAPI document of all streams. */
export function describeEvents(): AsyncApi {
  return {
    asyncapi: PROTOCOL_VERSION,
    info: {
      title: 'Stockade events',
      version: '0.1.0',
      description: DESCRIPTION,
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    },
    defaultContentType: 'application/json',
    servers: {
      redis: { host: 'localhost:6379', protocol: 'redis', description: 'The Redis of `REDIS_URL`, 7.0 or newer.' },
    },
    channels: Object.fromEntries<Channel>(
      STREAMS.flatMap((stream) => [channelOf(stream), deadLetterChannelOf(stream)]),
    ),
    operations: Object.fromEntries<EventOperation>(
      STREAMS.flatMap((stream) => [sendingOf(stream), ...receivingsOf(stream)]),
    ),
    components: {
      messages: {
        ...Object.fromEntries(STREAMS.map((stream) => [idOf(stream.event.type), eventMessage(stream)])),
        deadLetter: deadLetterMessage(),
      },
      securitySchemes: {
        redisUser: {
          type: 'userPassword',
          description: 'A Redis user for each service, which may write what the service owns and nothing else.',
        },
      },
    },
  };
}

function channelOf({ event: { type }, stream: address, summary, description }: StreamDescription): [string, Channel] {
  const messages = { [idOf(type)]: { $ref: `#/components/messages/${idOf(type)}` } };
  return [idOf(type), { address, title: type, summary: `${summary}.`, description, messages }];
}

function deadLetterChannelOf({ event: { type }, stream, readers }: StreamDescription): [string, Channel] {
  return [
    `${idOf(type)}Dead`,
    {
      address: deadLettersOf(stream),
      title: `${type}, dead letters`,
      summary: `What ${readers.map((reader) => `the ${reader}`).join(' or ')} could not process.`,
      description:
        'Written with the acknowledgement of the entry, in one step. Read by operators: `GET /ops/dead-letters` of the service that gave it up, or `npm run ops`.',
      messages: { deadLetter: { $ref: '#/components/messages/deadLetter' } },
    },
  ];
}

function sendingOf({ event: { type }, writer }: StreamDescription): [string, EventOperation] {
  const description = 'In one step with the change of state that it announces.';
  return [`${writer}Sends${capitalized(idOf(type))}`, { ...operation('send', type, writer), description }];
}

function receivingsOf({ event: { type }, readers, effects }: StreamDescription): [string, EventOperation][] {
  return readers.map((reader, i) => [
    `${reader}Receives${capitalized(idOf(type))}`,
    {
      ...operation('receive', type, reader),
      description: `As consumer group \`${reader}\`: it ${effects[i] ?? 'reads along'}.`,
      'x-consumer-group': reader,
    },
  ]);
}

function operation(action: EventOperation['action'], type: string, service: string) {
  return {
    action,
    title: `The ${service} ${action}s ${type}`,
    summary: `The ${service} ${action}s ${type}.`,
    channel: { $ref: `#/channels/${idOf(type)}` },
    messages: [{ $ref: `#/channels/${idOf(type)}/messages/${idOf(type)}` }],
    security: [{ $ref: '#/components/securitySchemes/redisUser' }],
    'x-service': service,
  };
}

/** `order-placed` is `orderPlaced`. */
function idOf(type: string): string {
  const [first = '', ...rest] = type.split('-');
  return first + rest.map(capitalized).join('');
}

const capitalized = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);
