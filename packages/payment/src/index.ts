export type { Charge, ChargeOutcome, PaymentGateway } from './gateway.js';
export { DECLINED_METHOD, GatewayTimeoutError, makeSimulatedGateway, TIMEOUT_METHOD } from './simulated-gateway.js';
