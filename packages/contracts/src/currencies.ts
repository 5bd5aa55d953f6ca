/**
 * How many decimal places the minor unit of each currency takes: ISO 4217, list one, as published on 2026-01-01 by its
 * maintenance agency (SIX). Codes without a minor unit, such as XAU, are not here: nothing can be priced in them.
 *
 * `Intl` has such numbers too, but they are for cash (CLDR): it gives the Iraqi dinar no places instead of three, and
 * none to fifteen currencies that have two. The npm packages say 0 for XAU.
 */
const CODES_BY_PLACES: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2: `
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE
    CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD
    HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK
    MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD
    RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH
    USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG`,
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

/** Decimal places by currency code. A code that ISO 4217 withdraws must stay here: there may be orders in it. */
export const CURRENCY_PLACES: ReadonlyMap<string, number> = new Map(
  Object.entries(CODES_BY_PLACES).flatMap(([places, codes]) =>
    codes
      .trim()
      .split(/\s+/)
      .map((code): [string, number] => [code, Number(places)]),
  ),
);

/** The decimal places of a currency: 2 for USD. Throws when ISO 4217 has no such code. */
export function placesOf(currency: string): number {
  const places = CURRENCY_PLACES.get(currency);
  if (places === undefined) throw new Error(`${currency} is no currency of ISO 4217 that has a minor unit`);
  return places;
}
