public import Wire

/// A message that went out from here before one is sent from a pod: what it proved then.
///
/// Only what SES took is kept: what was refused once says nothing of later.
public struct EarlierSend: Hashable, Sendable {
    /// What came of it.
    public var report: SendReport
    /// What it went by.
    public var subject: SendSubject
    /// When it was taken.
    public var at: Timestamp
    /// Whether sesame has changed something since that it went by.
    public var isBeforeChange: Bool

    /// A message that went out.
    public init(_ report: SendReport, _ subject: SendSubject, at time: Timestamp, isBeforeChange: Bool = false) {
        self.report = report
        self.subject = subject
        at = time
        self.isBeforeChange = isBeforeChange
    }

    /// As a file keeps it: schema `sesame/last-send/v1`.
    public var document: JSONValue {
        var document: JSONObject = ["schema": "sesame/last-send/v1", "at": .string(at.iso8601)]
        for member in subject.document.members { document[member.key] = member.value }
        document["messageId"] = JSONValue(report.messageID)
        document["links"] = .array(
            report.links.map { ["name": .string($0.name.rawValue), "milliseconds": JSONValue($0.milliseconds)] })
        return .object(document)
    }

    /// Reads what a file keeps; nil where it is no such file, or was about another subject.
    ///
    /// - Parameters:
    ///   - document: The file.
    ///   - subject: What is sent by now.
    public init?(_ document: JSONValue, of subject: SendSubject) {
        guard document["schema"]?.string == "sesame/last-send/v1",
            let time = document["at"]?.string.flatMap({ Timestamp(iso8601: $0) }),
            subject.document.members.allSatisfy({ document[$0.key] == $0.value }),
            let id = document["messageId"]?.string
        else { return nil }
        let links = (document["links"]?.array ?? []).compactMap { link -> SendLink? in
            guard let name = link["name"]?.string.flatMap(SendLinkName.init(rawValue:)) else { return nil }
            return SendLink(name, "", milliseconds: Int64(link["milliseconds"]?.int ?? 0))
        }
        self.init(
            SendReport(
                via: .chain, sender: subject.sender, receiver: subject.receiver, links: links, messageID: id), subject,
            at: time)
    }
}
