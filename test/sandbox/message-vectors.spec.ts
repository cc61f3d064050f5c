import { percentEncode, sign } from '../../sandbox/netsuite/signature.js';

/** NetSuite signs messages of web services and of SuiteAnalytics Connect over five parts joined by `&`. */
const VECTORS = [
  {
    title: 'the SOAP token passport of Oracle’s sample',
    parts: [
      '123456',
      'ef40afdd8abaac111b13825dd5e5e2ddddb44f86d5a0dd6dcf38c20aae6b67e4',
      '2b0ce516420110bcbd36b69e99196d1b7f6de3c6234c5afb799b73d87569f5cc',
      'fjaLirsIcCGVZWzBX0pg',
      '1508242306',
    ],
    consumer: 'd26ad321a4b2f23b0741c8d38392ce01c3e23e109df6c96eac6d099e9ab9e8b5',
    token: 'c29a677df7d5439a458c063654187e3d678d73aca8e3c9d8bea1478a3eb0d295',
    signature: 'tIcC5zyKUmycB5Ml/cNxOHDusw03Y5KPQiXVNUHHp4U=',
  },
  {
    title: 'the token password of SuiteAnalytics Connect',
    parts: [
      '1234567',
      '71cc02b731f05895561ef0862d71553a3ac99498a947c3b7beaf4a1e4a29f7c4',
      '89e08d9767c5ac85b374415725567d05b54ecf0960ad2470894a52f741020d82',
      '6obMKq0tmY8ylVOdEkA1',
      '1439829974',
    ],
    consumer: '7278da58caf07f5c336301a601203d10a58e948efa280f0618e25fcee1ef2abd',
    token: '060cd9ab3ffbbe1e3d3918e90165ffd37ab12acc76b4691046e2d29c7d7674c2',
    signature: 'FCghIZqXNetuZY8ILWOFH0ucdfzQOmAuL+q+kF21zPs=',
  },
];

describe('signatures over messages', () => {
  it.each(VECTORS)('give $title', ({ parts, consumer, token, signature }) => {
    expect(sign(parts.map(percentEncode).join('&'), { consumer, token }, 'sha256')).toBe(signature);
  });
});
