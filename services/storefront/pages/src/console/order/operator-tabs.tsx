import type { ReactNode } from 'react';
import type { Step } from '../../order/steps.js';
import { useSearchParam } from '../../parts/search-params.js';
import { Tabs } from '../parts/tabs.js';
import { EventsPanel } from './events-panel.js';
import { TracePanel } from './trace-panel.js';

const TABS = [
  { name: 'story', word: 'Story' },
  { name: 'events', word: 'Events' },
  { name: 'trace', word: 'Trace' },
] as const;
type TabName = (typeof TABS)[number]['name'];

interface OperatorTabsProps {
  orderId: string;
  steps: readonly Step[];
  /** What a customer sees there. */
  story: ReactNode;
}

/** What operators see of an order besides what its customer sees. The tab is in the address; the first needs no parameter. */
export function OperatorTabs({ orderId, steps, story }: OperatorTabsProps) {
  const [param, choose] = useSearchParam('tab');
  const chosen: TabName = TABS.find(({ name }) => name === param)?.name ?? 'story';
  return (
    <Tabs
      label="More of this order"
      tabs={TABS}
      chosen={chosen}
      onChoose={(name) => choose(name === 'story' ? '' : name)}
    >
      {chosen === 'story' && story}
      {chosen === 'events' && <EventsPanel orderId={orderId} steps={steps} />}
      {chosen === 'trace' && <TracePanel orderId={orderId} steps={steps} />}
    </Tabs>
  );
}
