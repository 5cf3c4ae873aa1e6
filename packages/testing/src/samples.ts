import type { EventDataMap, SimotelEventName } from '@simotel-hooks/core';

/** Every field there, at every depth. */
type Complete<T> = T extends string | number | boolean | Date
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Complete<Item>[]
    : { readonly [P in keyof T]-?: Complete<T[P]> };

interface Sample<N extends SimotelEventName> {
  /** `null` for events that belong to no call, or carry no id (WF b). */
  readonly callId: string | null;
  readonly data: Complete<EventDataMap[N]>;
}

const FAX_DETAILS = {
  remoteStationId: 'unknown',
  faxResolution: '8031x3850',
  faxBitrate: '14400',
  faxError: 'Unexpected message received',
  faxStatus: 'FAILED',
  faxPages: 1,
  faxStatusString: 'Unexpected message received',
  reason: 'Unexpected message received',
} as const;

const TRUNK = {
  trunkName: 'SimotelTrunk',
  date: new Date('2023-02-06T09:19:08.924Z'),
  state: 'Ok',
  trunkType: 'SIP',
  lastTime: new Date('2023-02-06T09:19:08.922Z'),
  lastTimeSec: 0,
} as const;

/** The default events: the vendor's samples where there are any, else its tables, filled up (WF b). */
export const SAMPLES: { readonly [N in SimotelEventName]: Sample<N> } = {
  Cdr: {
    callId: '1610778618.378',
    data: {
      startTime: new Date('2021-01-16T06:30:28.471Z'),
      endTime: new Date('2021-01-16T06:30:37.471Z'),
      src: '09331112233',
      dst: '993',
      type: 'incoming',
      disposition: 'ANSWERED',
      duration: 20,
      billsec: 9,
      wait: 11,
      record: '20210116_1610778618.378.mp3',
      pollPoint: 10,
      pollLabel: 'mypoll',
      entryPoint: 'to_simo_51_20',
      outgoingPoint: 'to_simo_51_20',
      did: '982191000492',
    },
  },
  CdrQueue: {
    callId: '1610782193.391',
    data: {
      src: '992',
      dst: '993',
      queue: '902',
      billsec: 31,
      wait: 3,
      duration: 34,
      agentWait: 3,
      disposition: 'ANSWERED',
      hangup: 'agent',
      queueStatus: 'CONTINUE',
      comment: '-',
      record: '20210116_1610782193.391.mp3',
      startTime: new Date('2021-01-16T07:29:53.310Z'),
      ringTime: new Date('2021-01-16T07:29:53.382Z'),
      answeredTime: new Date('2021-01-16T07:29:56.819Z'),
      endTime: new Date('2021-01-16T07:30:28.794Z'),
      detail: [
        { src: '992', dst: '993', billsec: 31, wait: 3, disposition: 'ANSWERED', comment: '-', tries: 1 },
      ],
    },
  },
  NewState: {
    callId: '1610778625.386',
    data: { exten: '991', state: 'InUse', participant: '992', direction: 'out', queue: '902', dialer: false },
  },
  IncomingCall: {
    callId: '1610781425.387',
    data: { number: '09331112233', entryPoint: 'to_simo_51_20' },
  },
  OutgoingCall: {
    callId: '1610781425.388',
    data: { number: '999', outgoingPoint: 'to_simo_51_20' },
  },
  Transfer: {
    callId: '1613906376.30',
    data: { transferer: '993', transferredFrom: '991', transferredTo: '557' },
  },
  ExtenAdded: { callId: null, data: { exten: '77777', state: 'Unavailable' } },
  ExtenRemoved: { callId: null, data: { exten: '77777', state: 'Unavailable' } },
  IncomingFax: {
    callId: '1601116173.161150',
    data: {
      faxId: '5f6f182c8a315630478f6d28',
      entryPoint: 'mikrotik',
      date: new Date('2020-09-26T10:30:04.919Z'),
      src: '02191015504',
      dst: '2191015504',
      state: 'FAILED',
      description: FAX_DETAILS,
    },
  },
  OutgoingFax: {
    callId: '1601115566.160596',
    data: {
      faxId: '5f6f15ae8a31561ac504094a',
      state: 'SENDING',
      date: new Date('2020-09-26T10:21:31.789Z'),
      info: FAX_DETAILS,
    },
  },
  VoiceMail: {
    callId: null,
    data: {
      id: '5fedc3b31b05af9835bbcfdd',
      number: '5555',
      state: 'SUCCESS',
      date: new Date('2020-12-31T12:27:31.752Z'),
      filename: '5555_1609417639-vm-record-file-8766.wav',
      duration: 1,
      message: 'Hangup call',
      caller: '992',
      data: '-',
    },
  },
  VoiceMailEmail: {
    callId: null,
    data: {
      id: '5fedc3b31b05af9835bbcfdd',
      number: '5555',
      state: 'SUCCESS',
      date: new Date('2020-12-31T12:27:38.290Z'),
      message: 'SMTP is disabled',
      receiver: 'sample@example.com',
      active: true,
      attachedFile: false,
      data: '-',
    },
  },
  Survey: {
    callId: '1610178448.217',
    data: {
      src: '991',
      dst: '993',
      queue: '902',
      date: new Date('2021-01-09T07:47:45.483Z'),
      point: 5,
      label: 'MySurvey',
    },
  },
  TrunkNewState: { callId: null, data: TRUNK },
  TrunkAdded: { callId: null, data: TRUNK },
  TrunkRemoved: { callId: null, data: { trunkName: TRUNK.trunkName, date: TRUNK.date } },
  AutoDialerReport: {
    callId: null,
    data: {
      start: new Date('2023-02-07T19:09:34.201Z'),
      end: new Date('2023-02-10T19:09:00Z'),
      campaignId: '63e24b3e3ba6c708b7612152',
      campaign: 'test12',
      interfaceContext: '1111',
      interfaceText: '2222',
      number: '09153012312',
      disposition: 'ANSWERED',
      try: 1,
      repeat: 27,
      billsec: 5,
      wait: 2,
      tries: [
        {
          cdrId: '63e2a1f743a08d4ed9966fdb',
          cause: '16',
          causeTxt: 'Normal Clearing',
          startTime: '2023-02-07 10:39:34',
          disposition: 'ANSWERED',
          wait: 2,
        },
      ],
      date: new Date('2023-02-07T19:09:34.201Z'),
      trunkManagerId: '63e24b3e3ba6c708b7612150',
      announcement: '5be6a5f294c28e3f068b4575',
      status: 'in-process',
      input: '1',
    },
  },
  ReservedCallInFront: {
    callId: null,
    data: { queueName: '1010', callerId: '09123456789', date: new Date('2025-03-11T13:10:12.712Z') },
  },
  Ping: { callId: null, data: {} },
};
