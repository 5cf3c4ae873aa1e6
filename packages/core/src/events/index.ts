import type { SimotelEventName } from '../names.js';
import { type AutoDialerReportData, autoDialerReport } from './auto-dialer.js';
import {
  type IncomingCallData,
  incomingCall,
  type OutgoingCallData,
  outgoingCall,
  type TransferData,
  transfer,
} from './calls.js';
import { type CdrData, cdr } from './cdr.js';
import { type CdrQueueData, cdrQueue } from './cdr-queue.js';
import type { EventDefinition } from './define.js';
import { type ExtensionData, extenAdded, extenRemoved } from './extensions.js';
import { type IncomingFaxData, incomingFax, type OutgoingFaxData, outgoingFax } from './fax.js';
import { type NewStateData, newState } from './new-state.js';
import { type PingData, ping } from './ping.js';
import { type ReservedCallInFrontData, reservedCallInFront } from './reserved-call.js';
import { type SurveyData, survey } from './survey.js';
import {
  type TrunkRemovedData,
  type TrunkStateData,
  trunkAdded,
  trunkNewState,
  trunkRemoved,
} from './trunk.js';
import { type VoiceMailData, type VoiceMailEmailData, voiceMail, voiceMailEmail } from './voicemail.js';

/** The data of each event by its name. */
export interface EventDataMap {
  Cdr: CdrData;
  CdrQueue: CdrQueueData;
  NewState: NewStateData;
  IncomingCall: IncomingCallData;
  OutgoingCall: OutgoingCallData;
  Transfer: TransferData;
  ExtenAdded: ExtensionData;
  ExtenRemoved: ExtensionData;
  IncomingFax: IncomingFaxData;
  OutgoingFax: OutgoingFaxData;
  VoiceMail: VoiceMailData;
  VoiceMailEmail: VoiceMailEmailData;
  Survey: SurveyData;
  TrunkNewState: TrunkStateData;
  TrunkAdded: TrunkStateData;
  TrunkRemoved: TrunkRemovedData;
  AutoDialerReport: AutoDialerReportData;
  ReservedCallInFront: ReservedCallInFrontData;
  Ping: PingData;
}

/** What is known of every event. */
export const EVENTS: { readonly [N in SimotelEventName]: EventDefinition<N> } = {
  Cdr: cdr,
  CdrQueue: cdrQueue,
  NewState: newState,
  IncomingCall: incomingCall,
  OutgoingCall: outgoingCall,
  Transfer: transfer,
  ExtenAdded: extenAdded,
  ExtenRemoved: extenRemoved,
  IncomingFax: incomingFax,
  OutgoingFax: outgoingFax,
  VoiceMail: voiceMail,
  VoiceMailEmail: voiceMailEmail,
  Survey: survey,
  TrunkNewState: trunkNewState,
  TrunkAdded: trunkAdded,
  TrunkRemoved: trunkRemoved,
  AutoDialerReport: autoDialerReport,
  ReservedCallInFront: reservedCallInFront,
  Ping: ping,
};
