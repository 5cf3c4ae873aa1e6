// Written by "npm run generate" from the tables of the events; do not edit.
// Straight code per table, because V8 makes plain loads and stores of it, where a loop over a table searches for each
// property anew. Nothing is decided here: fields say how they are read, tables which fields there are.
import type { Fields } from '../fields/record.js';
import type { Reading } from '../reading.js';
import { type FieldsOf, gather, isOutranked } from '../values/table.js';
import type { AutoDialerTry } from './auto-dialer.js';
import type { CdrQueueDetail } from './cdr-queue.js';
import type { FaxDetails } from './fax.js';
import type { EventDataMap } from './index.js';

export const READERS = {
  Cdr(fields: FieldsOf<EventDataMap['Cdr']>, wire: Fields, reading: Reading) {
    const data: Partial<EventDataMap['Cdr']> = {};
    if (wire['starttime'] !== undefined) {
      const value = fields.startTime.read(wire['starttime'], reading, 'starttime');
      if (value !== undefined) data.startTime = value;
    }
    if (wire['start_time'] !== undefined && !isOutranked(fields.startTime.keys, 1, wire, reading)) {
      const value = fields.startTime.read(wire['start_time'], reading, 'start_time');
      if (value !== undefined) data.startTime = value;
    }
    if (wire['endtime'] !== undefined) {
      const value = fields.endTime.read(wire['endtime'], reading, 'endtime');
      if (value !== undefined) data.endTime = value;
    }
    if (wire['end_time'] !== undefined && !isOutranked(fields.endTime.keys, 1, wire, reading)) {
      const value = fields.endTime.read(wire['end_time'], reading, 'end_time');
      if (value !== undefined) data.endTime = value;
    }
    if (wire['src'] !== undefined) {
      const value = fields.src.read(wire['src'], reading, 'src');
      if (value !== undefined) data.src = value;
    }
    if (wire['dst'] !== undefined) {
      const value = fields.dst.read(wire['dst'], reading, 'dst');
      if (value !== undefined) data.dst = value;
    }
    if (wire['type'] !== undefined) {
      const value = fields.type.read(wire['type'], reading, 'type');
      if (value !== undefined) data.type = value;
    }
    if (wire['disposition'] !== undefined) {
      const value = fields.disposition.read(wire['disposition'], reading, 'disposition');
      if (value !== undefined) data.disposition = value;
    }
    if (wire['duration'] !== undefined) {
      const value = fields.duration.read(wire['duration'], reading, 'duration');
      if (value !== undefined) data.duration = value;
    }
    if (wire['billsec'] !== undefined) {
      const value = fields.billsec.read(wire['billsec'], reading, 'billsec');
      if (value !== undefined) data.billsec = value;
    }
    if (wire['wait'] !== undefined) {
      const value = fields.wait.read(wire['wait'], reading, 'wait');
      if (value !== undefined) data.wait = value;
    }
    if (wire['record'] !== undefined) {
      const value = fields.record.read(wire['record'], reading, 'record');
      if (value !== undefined) data.record = value;
    }
    if (wire['poll_point'] !== undefined) {
      const value = fields.pollPoint.read(wire['poll_point'], reading, 'poll_point');
      if (value !== undefined) data.pollPoint = value;
    }
    if (wire['poll_lable'] !== undefined) {
      const value = fields.pollLabel.read(wire['poll_lable'], reading, 'poll_lable');
      if (value !== undefined) data.pollLabel = value;
    }
    if (wire['poll_label'] !== undefined && !isOutranked(fields.pollLabel.keys, 1, wire, reading)) {
      const value = fields.pollLabel.read(wire['poll_label'], reading, 'poll_label');
      if (value !== undefined) data.pollLabel = value;
    }
    if (wire['entry_point'] !== undefined) {
      const value = fields.entryPoint.read(wire['entry_point'], reading, 'entry_point');
      if (value !== undefined) data.entryPoint = value;
    }
    if (wire['outgoing_point'] !== undefined) {
      const value = fields.outgoingPoint.read(wire['outgoing_point'], reading, 'outgoing_point');
      if (value !== undefined) data.outgoingPoint = value;
    }
    if (wire['did'] !== undefined) {
      const value = fields.did.read(wire['did'], reading, 'did');
      if (value !== undefined) data.did = value;
    }
    return data;
  },

  CdrQueue(fields: FieldsOf<EventDataMap['CdrQueue']>, wire: Fields, reading: Reading) {
    const data: Partial<EventDataMap['CdrQueue']> = {};
    if (wire['src'] !== undefined) {
      const value = fields.src.read(wire['src'], reading, 'src');
      if (value !== undefined) data.src = value;
    }
    if (wire['dst'] !== undefined) {
      const value = fields.dst.read(wire['dst'], reading, 'dst');
      if (value !== undefined) data.dst = value;
    }
    if (wire['queue'] !== undefined) {
      const value = fields.queue.read(wire['queue'], reading, 'queue');
      if (value !== undefined) data.queue = value;
    }
    if (wire['qnum'] !== undefined && !isOutranked(fields.queue.keys, 1, wire, reading)) {
      const value = fields.queue.read(wire['qnum'], reading, 'qnum');
      if (value !== undefined) data.queue = value;
    }
    if (wire['billsec'] !== undefined) {
      const value = fields.billsec.read(wire['billsec'], reading, 'billsec');
      if (value !== undefined) data.billsec = value;
    }
    if (wire['wait'] !== undefined) {
      const value = fields.wait.read(wire['wait'], reading, 'wait');
      if (value !== undefined) data.wait = value;
    }
    if (wire['duration'] !== undefined) {
      const value = fields.duration.read(wire['duration'], reading, 'duration');
      if (value !== undefined) data.duration = value;
    }
    if (wire['agent_wait'] !== undefined) {
      const value = fields.agentWait.read(wire['agent_wait'], reading, 'agent_wait');
      if (value !== undefined) data.agentWait = value;
    }
    if (wire['disposition'] !== undefined) {
      const value = fields.disposition.read(wire['disposition'], reading, 'disposition');
      if (value !== undefined) data.disposition = value;
    }
    if (wire['hangup'] !== undefined) {
      const value = fields.hangup.read(wire['hangup'], reading, 'hangup');
      if (value !== undefined) data.hangup = value;
    }
    if (wire['queue_status'] !== undefined) {
      const value = fields.queueStatus.read(wire['queue_status'], reading, 'queue_status');
      if (value !== undefined) data.queueStatus = value;
    }
    if (wire['comment'] !== undefined) {
      const value = fields.comment.read(wire['comment'], reading, 'comment');
      if (value !== undefined) data.comment = value;
    }
    if (wire['record'] !== undefined) {
      const value = fields.record.read(wire['record'], reading, 'record');
      if (value !== undefined) data.record = value;
    }
    if (wire['starttime'] !== undefined) {
      const value = fields.startTime.read(wire['starttime'], reading, 'starttime');
      if (value !== undefined) data.startTime = value;
    }
    if (wire['start_time'] !== undefined && !isOutranked(fields.startTime.keys, 1, wire, reading)) {
      const value = fields.startTime.read(wire['start_time'], reading, 'start_time');
      if (value !== undefined) data.startTime = value;
    }
    if (wire['ringtime'] !== undefined) {
      const value = fields.ringTime.read(wire['ringtime'], reading, 'ringtime');
      if (value !== undefined) data.ringTime = value;
    }
    if (wire['ring_time'] !== undefined && !isOutranked(fields.ringTime.keys, 1, wire, reading)) {
      const value = fields.ringTime.read(wire['ring_time'], reading, 'ring_time');
      if (value !== undefined) data.ringTime = value;
    }
    if (wire['answeredtime'] !== undefined) {
      const value = fields.answeredTime.read(wire['answeredtime'], reading, 'answeredtime');
      if (value !== undefined) data.answeredTime = value;
    }
    if (wire['answered_time'] !== undefined && !isOutranked(fields.answeredTime.keys, 1, wire, reading)) {
      const value = fields.answeredTime.read(wire['answered_time'], reading, 'answered_time');
      if (value !== undefined) data.answeredTime = value;
    }
    if (wire['endtime'] !== undefined) {
      const value = fields.endTime.read(wire['endtime'], reading, 'endtime');
      if (value !== undefined) data.endTime = value;
    }
    if (wire['end_time'] !== undefined && !isOutranked(fields.endTime.keys, 1, wire, reading)) {
      const value = fields.endTime.read(wire['end_time'], reading, 'end_time');
      if (value !== undefined) data.endTime = value;
    }
    const detail = gather(wire, 'detail');
    if (detail !== undefined) {
      const value = fields.detail.read(detail, reading, 'detail');
      if (value !== undefined) data.detail = value;
    }
    return data;
  },

  NewState(fields: FieldsOf<EventDataMap['NewState']>, wire: Fields, reading: Reading) {
    const data: Partial<EventDataMap['NewState']> = {};
    if (wire['exten'] !== undefined) {
      const value = fields.exten.read(wire['exten'], reading, 'exten');
      if (value !== undefined) data.exten = value;
    }
    if (wire['state'] !== undefined) {
      const value = fields.state.read(wire['state'], reading, 'state');
      if (value !== undefined) data.state = value;
    }
    if (wire['participant'] !== undefined) {
      const value = fields.participant.read(wire['participant'], reading, 'participant');
      if (value !== undefined) data.participant = value;
    }
    if (wire['direction'] !== undefined) {
      const value = fields.direction.read(wire['direction'], reading, 'direction');
      if (value !== undefined) data.direction = value;
    }
    if (wire['queue'] !== undefined) {
      const value = fields.queue.read(wire['queue'], reading, 'queue');
      if (value !== undefined) data.queue = value;
    }
    if (wire['dialer'] !== undefined) {
      const value = fields.dialer.read(wire['dialer'], reading, 'dialer');
      if (value !== undefined) data.dialer = value;
    }
    if (wire['dialing'] !== undefined && !isOutranked(fields.dialer.keys, 1, wire, reading)) {
      const value = fields.dialer.read(wire['dialing'], reading, 'dialing');
      if (value !== undefined) data.dialer = value;
    }
    return data;
  },

  IncomingCall(fields: FieldsOf<EventDataMap['IncomingCall']>, wire: Fields, reading: Reading) {
    const data: Partial<EventDataMap['IncomingCall']> = {};
    if (wire['number'] !== undefined) {
      const value = fields.number.read(wire['number'], reading, 'number');
      if (value !== undefined) data.number = value;
    }
    if (wire['entry_point'] !== undefined) {
      const value = fields.entryPoint.read(wire['entry_point'], reading, 'entry_point');
      if (value !== undefined) data.entryPoint = value;
    }
    return data;
  },

  OutgoingCall(fields: FieldsOf<EventDataMap['OutgoingCall']>, wire: Fields, reading: Reading) {
    const data: Partial<EventDataMap['OutgoingCall']> = {};
    if (wire['number'] !== undefined) {
      const value = fields.number.read(wire['number'], reading, 'number');
      if (value !== undefined) data.number = value;
    }
    if (wire['outgoing_point'] !== undefined) {
      const value = fields.outgoingPoint.read(wire['outgoing_point'], reading, 'outgoing_point');
      if (value !== undefined) data.outgoingPoint = value;
    }
    if (wire['entry_point'] !== undefined && !isOutranked(fields.outgoingPoint.keys, 1, wire, reading)) {
      const value = fields.outgoingPoint.read(wire['entry_point'], reading, 'entry_point');
      if (value !== undefined) data.outgoingPoint = value;
    }
    if (wire['exit_point'] !== undefined && !isOutranked(fields.outgoingPoint.keys, 2, wire, reading)) {
      const value = fields.outgoingPoint.read(wire['exit_point'], reading, 'exit_point');
      if (value !== undefined) data.outgoingPoint = value;
    }
    return data;
  },

  Transfer(fields: FieldsOf<EventDataMap['Transfer']>, wire: Fields, reading: Reading) {
    const data: Partial<EventDataMap['Transfer']> = {};
    if (wire['transferer'] !== undefined) {
      const value = fields.transferer.read(wire['transferer'], reading, 'transferer');
      if (value !== undefined) data.transferer = value;
    }
    if (wire['transfer'] !== undefined && !isOutranked(fields.transferer.keys, 1, wire, reading)) {
      const value = fields.transferer.read(wire['transfer'], reading, 'transfer');
      if (value !== undefined) data.transferer = value;
    }
    if (wire['transferred_from'] !== undefined) {
      const value = fields.transferredFrom.read(wire['transferred_from'], reading, 'transferred_from');
      if (value !== undefined) data.transferredFrom = value;
    }
    if (wire['transferred_to'] !== undefined) {
      const value = fields.transferredTo.read(wire['transferred_to'], reading, 'transferred_to');
      if (value !== undefined) data.transferredTo = value;
    }
    return data;
  },

  ExtenAdded(fields: FieldsOf<EventDataMap['ExtenAdded']>, wire: Fields, reading: Reading) {
    const data: Partial<EventDataMap['ExtenAdded']> = {};
    if (wire['exten'] !== undefined) {
      const value = fields.exten.read(wire['exten'], reading, 'exten');
      if (value !== undefined) data.exten = value;
    }
    if (wire['state'] !== undefined) {
      const value = fields.state.read(wire['state'], reading, 'state');
      if (value !== undefined) data.state = value;
    }
    return data;
  },

  ExtenRemoved(fields: FieldsOf<EventDataMap['ExtenRemoved']>, wire: Fields, reading: Reading) {
    const data: Partial<EventDataMap['ExtenRemoved']> = {};
    if (wire['exten'] !== undefined) {
      const value = fields.exten.read(wire['exten'], reading, 'exten');
      if (value !== undefined) data.exten = value;
    }
    if (wire['number'] !== undefined && !isOutranked(fields.exten.keys, 1, wire, reading)) {
      const value = fields.exten.read(wire['number'], reading, 'number');
      if (value !== undefined) data.exten = value;
    }
    if (wire['state'] !== undefined) {
      const value = fields.state.read(wire['state'], reading, 'state');
      if (value !== undefined) data.state = value;
    }
    return data;
  },

  IncomingFax(fields: FieldsOf<EventDataMap['IncomingFax']>, wire: Fields, reading: Reading) {
    const data: Partial<EventDataMap['IncomingFax']> = {};
    if (wire['fax_id'] !== undefined) {
      const value = fields.faxId.read(wire['fax_id'], reading, 'fax_id');
      if (value !== undefined) data.faxId = value;
    }
    if (wire['entry_point'] !== undefined) {
      const value = fields.entryPoint.read(wire['entry_point'], reading, 'entry_point');
      if (value !== undefined) data.entryPoint = value;
    }
    if (wire['date'] !== undefined) {
      const value = fields.date.read(wire['date'], reading, 'date');
      if (value !== undefined) data.date = value;
    }
    if (wire['src'] !== undefined) {
      const value = fields.src.read(wire['src'], reading, 'src');
      if (value !== undefined) data.src = value;
    }
    if (wire['dst'] !== undefined) {
      const value = fields.dst.read(wire['dst'], reading, 'dst');
      if (value !== undefined) data.dst = value;
    }
    if (wire['state'] !== undefined) {
      const value = fields.state.read(wire['state'], reading, 'state');
      if (value !== undefined) data.state = value;
    }
    const description = gather(wire, 'description');
    if (description !== undefined) {
      const value = fields.description.read(description, reading, 'description');
      if (value !== undefined) data.description = value;
    }
    return data;
  },

  OutgoingFax(fields: FieldsOf<EventDataMap['OutgoingFax']>, wire: Fields, reading: Reading) {
    const data: Partial<EventDataMap['OutgoingFax']> = {};
    if (wire['fax_id'] !== undefined) {
      const value = fields.faxId.read(wire['fax_id'], reading, 'fax_id');
      if (value !== undefined) data.faxId = value;
    }
    if (wire['state'] !== undefined) {
      const value = fields.state.read(wire['state'], reading, 'state');
      if (value !== undefined) data.state = value;
    }
    if (wire['date'] !== undefined) {
      const value = fields.date.read(wire['date'], reading, 'date');
      if (value !== undefined) data.date = value;
    }
    const info = gather(wire, 'info');
    if (info !== undefined) {
      const value = fields.info.read(info, reading, 'info');
      if (value !== undefined) data.info = value;
    }
    return data;
  },

  VoiceMail(fields: FieldsOf<EventDataMap['VoiceMail']>, wire: Fields, reading: Reading) {
    const data: Partial<EventDataMap['VoiceMail']> = {};
    if (wire['id'] !== undefined) {
      const value = fields.id.read(wire['id'], reading, 'id');
      if (value !== undefined) data.id = value;
    }
    if (wire['number'] !== undefined) {
      const value = fields.number.read(wire['number'], reading, 'number');
      if (value !== undefined) data.number = value;
    }
    if (wire['state'] !== undefined) {
      const value = fields.state.read(wire['state'], reading, 'state');
      if (value !== undefined) data.state = value;
    }
    if (wire['date'] !== undefined) {
      const value = fields.date.read(wire['date'], reading, 'date');
      if (value !== undefined) data.date = value;
    }
    if (wire['filename'] !== undefined) {
      const value = fields.filename.read(wire['filename'], reading, 'filename');
      if (value !== undefined) data.filename = value;
    }
    if (wire['duration'] !== undefined) {
      const value = fields.duration.read(wire['duration'], reading, 'duration');
      if (value !== undefined) data.duration = value;
    }
    if (wire['message'] !== undefined) {
      const value = fields.message.read(wire['message'], reading, 'message');
      if (value !== undefined) data.message = value;
    }
    if (wire['caller'] !== undefined) {
      const value = fields.caller.read(wire['caller'], reading, 'caller');
      if (value !== undefined) data.caller = value;
    }
    if (wire['data'] !== undefined) {
      const value = fields.data.read(wire['data'], reading, 'data');
      if (value !== undefined) data.data = value;
    }
    return data;
  },

  VoiceMailEmail(fields: FieldsOf<EventDataMap['VoiceMailEmail']>, wire: Fields, reading: Reading) {
    const data: Partial<EventDataMap['VoiceMailEmail']> = {};
    if (wire['id'] !== undefined) {
      const value = fields.id.read(wire['id'], reading, 'id');
      if (value !== undefined) data.id = value;
    }
    if (wire['number'] !== undefined) {
      const value = fields.number.read(wire['number'], reading, 'number');
      if (value !== undefined) data.number = value;
    }
    if (wire['state'] !== undefined) {
      const value = fields.state.read(wire['state'], reading, 'state');
      if (value !== undefined) data.state = value;
    }
    if (wire['date'] !== undefined) {
      const value = fields.date.read(wire['date'], reading, 'date');
      if (value !== undefined) data.date = value;
    }
    if (wire['message'] !== undefined) {
      const value = fields.message.read(wire['message'], reading, 'message');
      if (value !== undefined) data.message = value;
    }
    if (wire['receiver'] !== undefined) {
      const value = fields.receiver.read(wire['receiver'], reading, 'receiver');
      if (value !== undefined) data.receiver = value;
    }
    if (wire['active'] !== undefined) {
      const value = fields.active.read(wire['active'], reading, 'active');
      if (value !== undefined) data.active = value;
    }
    if (wire['attached_file'] !== undefined) {
      const value = fields.attachedFile.read(wire['attached_file'], reading, 'attached_file');
      if (value !== undefined) data.attachedFile = value;
    }
    if (wire['data'] !== undefined) {
      const value = fields.data.read(wire['data'], reading, 'data');
      if (value !== undefined) data.data = value;
    }
    return data;
  },

  Survey(fields: FieldsOf<EventDataMap['Survey']>, wire: Fields, reading: Reading) {
    const data: Partial<EventDataMap['Survey']> = {};
    if (wire['src'] !== undefined) {
      const value = fields.src.read(wire['src'], reading, 'src');
      if (value !== undefined) data.src = value;
    }
    if (wire['dst'] !== undefined) {
      const value = fields.dst.read(wire['dst'], reading, 'dst');
      if (value !== undefined) data.dst = value;
    }
    if (wire['queue'] !== undefined) {
      const value = fields.queue.read(wire['queue'], reading, 'queue');
      if (value !== undefined) data.queue = value;
    }
    if (wire['qnum'] !== undefined && !isOutranked(fields.queue.keys, 1, wire, reading)) {
      const value = fields.queue.read(wire['qnum'], reading, 'qnum');
      if (value !== undefined) data.queue = value;
    }
    if (wire['date'] !== undefined) {
      const value = fields.date.read(wire['date'], reading, 'date');
      if (value !== undefined) data.date = value;
    }
    if (wire['point'] !== undefined) {
      const value = fields.point.read(wire['point'], reading, 'point');
      if (value !== undefined) data.point = value;
    }
    if (wire['label'] !== undefined) {
      const value = fields.label.read(wire['label'], reading, 'label');
      if (value !== undefined) data.label = value;
    }
    return data;
  },

  TrunkNewState(fields: FieldsOf<EventDataMap['TrunkNewState']>, wire: Fields, reading: Reading) {
    const data: Partial<EventDataMap['TrunkNewState']> = {};
    if (wire['trunk_name'] !== undefined) {
      const value = fields.trunkName.read(wire['trunk_name'], reading, 'trunk_name');
      if (value !== undefined) data.trunkName = value;
    }
    if (wire['date'] !== undefined) {
      const value = fields.date.read(wire['date'], reading, 'date');
      if (value !== undefined) data.date = value;
    }
    if (wire['state'] !== undefined) {
      const value = fields.state.read(wire['state'], reading, 'state');
      if (value !== undefined) data.state = value;
    }
    if (wire['trunk_type'] !== undefined) {
      const value = fields.trunkType.read(wire['trunk_type'], reading, 'trunk_type');
      if (value !== undefined) data.trunkType = value;
    }
    if (wire['last_time'] !== undefined) {
      const value = fields.lastTime.read(wire['last_time'], reading, 'last_time');
      if (value !== undefined) data.lastTime = value;
    }
    if (wire['last_time_sec'] !== undefined) {
      const value = fields.lastTimeSec.read(wire['last_time_sec'], reading, 'last_time_sec');
      if (value !== undefined) data.lastTimeSec = value;
    }
    return data;
  },

  TrunkAdded(fields: FieldsOf<EventDataMap['TrunkAdded']>, wire: Fields, reading: Reading) {
    const data: Partial<EventDataMap['TrunkAdded']> = {};
    if (wire['trunk_name'] !== undefined) {
      const value = fields.trunkName.read(wire['trunk_name'], reading, 'trunk_name');
      if (value !== undefined) data.trunkName = value;
    }
    if (wire['date'] !== undefined) {
      const value = fields.date.read(wire['date'], reading, 'date');
      if (value !== undefined) data.date = value;
    }
    if (wire['state'] !== undefined) {
      const value = fields.state.read(wire['state'], reading, 'state');
      if (value !== undefined) data.state = value;
    }
    if (wire['trunk_type'] !== undefined) {
      const value = fields.trunkType.read(wire['trunk_type'], reading, 'trunk_type');
      if (value !== undefined) data.trunkType = value;
    }
    if (wire['last_time'] !== undefined) {
      const value = fields.lastTime.read(wire['last_time'], reading, 'last_time');
      if (value !== undefined) data.lastTime = value;
    }
    if (wire['last_time_sec'] !== undefined) {
      const value = fields.lastTimeSec.read(wire['last_time_sec'], reading, 'last_time_sec');
      if (value !== undefined) data.lastTimeSec = value;
    }
    return data;
  },

  TrunkRemoved(fields: FieldsOf<EventDataMap['TrunkRemoved']>, wire: Fields, reading: Reading) {
    const data: Partial<EventDataMap['TrunkRemoved']> = {};
    if (wire['trunk_name'] !== undefined) {
      const value = fields.trunkName.read(wire['trunk_name'], reading, 'trunk_name');
      if (value !== undefined) data.trunkName = value;
    }
    if (wire['date'] !== undefined) {
      const value = fields.date.read(wire['date'], reading, 'date');
      if (value !== undefined) data.date = value;
    }
    return data;
  },

  AutoDialerReport(fields: FieldsOf<EventDataMap['AutoDialerReport']>, wire: Fields, reading: Reading) {
    const data: Partial<EventDataMap['AutoDialerReport']> = {};
    if (wire['start'] !== undefined) {
      const value = fields.start.read(wire['start'], reading, 'start');
      if (value !== undefined) data.start = value;
    }
    if (wire['end'] !== undefined) {
      const value = fields.end.read(wire['end'], reading, 'end');
      if (value !== undefined) data.end = value;
    }
    if (wire['campaign_id'] !== undefined) {
      const value = fields.campaignId.read(wire['campaign_id'], reading, 'campaign_id');
      if (value !== undefined) data.campaignId = value;
    }
    if (wire['campaign'] !== undefined) {
      const value = fields.campaign.read(wire['campaign'], reading, 'campaign');
      if (value !== undefined) data.campaign = value;
    }
    if (wire['interface_context'] !== undefined) {
      const value = fields.interfaceContext.read(wire['interface_context'], reading, 'interface_context');
      if (value !== undefined) data.interfaceContext = value;
    }
    if (wire['interface_text'] !== undefined) {
      const value = fields.interfaceText.read(wire['interface_text'], reading, 'interface_text');
      if (value !== undefined) data.interfaceText = value;
    }
    if (wire['number'] !== undefined) {
      const value = fields.number.read(wire['number'], reading, 'number');
      if (value !== undefined) data.number = value;
    }
    if (wire['disposition'] !== undefined) {
      const value = fields.disposition.read(wire['disposition'], reading, 'disposition');
      if (value !== undefined) data.disposition = value;
    }
    if (wire['try'] !== undefined) {
      const value = fields.try.read(wire['try'], reading, 'try');
      if (value !== undefined) data.try = value;
    }
    if (wire['repeat'] !== undefined) {
      const value = fields.repeat.read(wire['repeat'], reading, 'repeat');
      if (value !== undefined) data.repeat = value;
    }
    if (wire['billsec'] !== undefined) {
      const value = fields.billsec.read(wire['billsec'], reading, 'billsec');
      if (value !== undefined) data.billsec = value;
    }
    if (wire['wait'] !== undefined) {
      const value = fields.wait.read(wire['wait'], reading, 'wait');
      if (value !== undefined) data.wait = value;
    }
    const tries = gather(wire, 'tries');
    if (tries !== undefined) {
      const value = fields.tries.read(tries, reading, 'tries');
      if (value !== undefined) data.tries = value;
    }
    if (wire['date'] !== undefined) {
      const value = fields.date.read(wire['date'], reading, 'date');
      if (value !== undefined) data.date = value;
    }
    if (wire['trunk_manager_id'] !== undefined) {
      const value = fields.trunkManagerId.read(wire['trunk_manager_id'], reading, 'trunk_manager_id');
      if (value !== undefined) data.trunkManagerId = value;
    }
    if (wire['announcement'] !== undefined) {
      const value = fields.announcement.read(wire['announcement'], reading, 'announcement');
      if (value !== undefined) data.announcement = value;
    }
    if (wire['status'] !== undefined) {
      const value = fields.status.read(wire['status'], reading, 'status');
      if (value !== undefined) data.status = value;
    }
    if (wire['input'] !== undefined) {
      const value = fields.input.read(wire['input'], reading, 'input');
      if (value !== undefined) data.input = value;
    }
    return data;
  },

  ReservedCallInFront(fields: FieldsOf<EventDataMap['ReservedCallInFront']>, wire: Fields, reading: Reading) {
    const data: Partial<EventDataMap['ReservedCallInFront']> = {};
    if (wire['queue_name'] !== undefined) {
      const value = fields.queueName.read(wire['queue_name'], reading, 'queue_name');
      if (value !== undefined) data.queueName = value;
    }
    if (wire['caller_id'] !== undefined) {
      const value = fields.callerId.read(wire['caller_id'], reading, 'caller_id');
      if (value !== undefined) data.callerId = value;
    }
    if (wire['date'] !== undefined) {
      const value = fields.date.read(wire['date'], reading, 'date');
      if (value !== undefined) data.date = value;
    }
    return data;
  },

  Ping(_fields: FieldsOf<EventDataMap['Ping']>, _wire: Fields, _reading: Reading) {
    const data: Partial<EventDataMap['Ping']> = {};
    return data;
  },

  AutoDialerTry(fields: FieldsOf<AutoDialerTry>, wire: Fields, reading: Reading) {
    const data: Partial<AutoDialerTry> = {};
    if (wire['cdr_id'] !== undefined) {
      const value = fields.cdrId.read(wire['cdr_id'], reading, 'cdr_id');
      if (value !== undefined) data.cdrId = value;
    }
    if (wire['cause'] !== undefined) {
      const value = fields.cause.read(wire['cause'], reading, 'cause');
      if (value !== undefined) data.cause = value;
    }
    if (wire['cause-txt'] !== undefined) {
      const value = fields.causeTxt.read(wire['cause-txt'], reading, 'cause-txt');
      if (value !== undefined) data.causeTxt = value;
    }
    if (wire['starttime'] !== undefined) {
      const value = fields.startTime.read(wire['starttime'], reading, 'starttime');
      if (value !== undefined) data.startTime = value;
    }
    if (wire['disposition'] !== undefined) {
      const value = fields.disposition.read(wire['disposition'], reading, 'disposition');
      if (value !== undefined) data.disposition = value;
    }
    if (wire['wait'] !== undefined) {
      const value = fields.wait.read(wire['wait'], reading, 'wait');
      if (value !== undefined) data.wait = value;
    }
    return data;
  },

  CdrQueueDetail(fields: FieldsOf<CdrQueueDetail>, wire: Fields, reading: Reading) {
    const data: Partial<CdrQueueDetail> = {};
    if (wire['src'] !== undefined) {
      const value = fields.src.read(wire['src'], reading, 'src');
      if (value !== undefined) data.src = value;
    }
    if (wire['dst'] !== undefined) {
      const value = fields.dst.read(wire['dst'], reading, 'dst');
      if (value !== undefined) data.dst = value;
    }
    if (wire['billsec'] !== undefined) {
      const value = fields.billsec.read(wire['billsec'], reading, 'billsec');
      if (value !== undefined) data.billsec = value;
    }
    if (wire['wait'] !== undefined) {
      const value = fields.wait.read(wire['wait'], reading, 'wait');
      if (value !== undefined) data.wait = value;
    }
    if (wire['disposition'] !== undefined) {
      const value = fields.disposition.read(wire['disposition'], reading, 'disposition');
      if (value !== undefined) data.disposition = value;
    }
    if (wire['comment'] !== undefined) {
      const value = fields.comment.read(wire['comment'], reading, 'comment');
      if (value !== undefined) data.comment = value;
    }
    if (wire['tries'] !== undefined) {
      const value = fields.tries.read(wire['tries'], reading, 'tries');
      if (value !== undefined) data.tries = value;
    }
    return data;
  },

  FaxDetails(fields: FieldsOf<FaxDetails>, wire: Fields, reading: Reading) {
    const data: Partial<FaxDetails> = {};
    if (wire['REMOTESTATIONID'] !== undefined) {
      const value = fields.remoteStationId.read(wire['REMOTESTATIONID'], reading, 'REMOTESTATIONID');
      if (value !== undefined) data.remoteStationId = value;
    }
    if (wire['FAXRESOLUTION'] !== undefined) {
      const value = fields.faxResolution.read(wire['FAXRESOLUTION'], reading, 'FAXRESOLUTION');
      if (value !== undefined) data.faxResolution = value;
    }
    if (wire['FAXBITRATE'] !== undefined) {
      const value = fields.faxBitrate.read(wire['FAXBITRATE'], reading, 'FAXBITRATE');
      if (value !== undefined) data.faxBitrate = value;
    }
    if (wire['FAXERROR'] !== undefined) {
      const value = fields.faxError.read(wire['FAXERROR'], reading, 'FAXERROR');
      if (value !== undefined) data.faxError = value;
    }
    if (wire['FAXSTATUS'] !== undefined) {
      const value = fields.faxStatus.read(wire['FAXSTATUS'], reading, 'FAXSTATUS');
      if (value !== undefined) data.faxStatus = value;
    }
    if (wire['FAXPAGES'] !== undefined) {
      const value = fields.faxPages.read(wire['FAXPAGES'], reading, 'FAXPAGES');
      if (value !== undefined) data.faxPages = value;
    }
    if (wire['FAXSTATUSSTRING'] !== undefined) {
      const value = fields.faxStatusString.read(wire['FAXSTATUSSTRING'], reading, 'FAXSTATUSSTRING');
      if (value !== undefined) data.faxStatusString = value;
    }
    if (wire['REASON'] !== undefined) {
      const value = fields.reason.read(wire['REASON'], reading, 'REASON');
      if (value !== undefined) data.reason = value;
    }
    return data;
  },
};
