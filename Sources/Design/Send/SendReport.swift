public import Calls
public import Wire

/// How a test send went.
public struct SendReport: Hashable, Sendable {
    /// The way it went.
    public var via: SendWay
    /// The sender.
    public var sender: String
    /// The receiver.
    public var receiver: String
    /// The links in their order, up to the one that broke.
    public var links: [SendLink]
    /// The message's id; nil when SES did not take it.
    public var messageID: String?
    /// What sends, and how far it came, by ``SendWay/pod``.
    public var workload: WorkloadStatus?
    /// What was run in the pod, and what it wrote.
    public var output: [PodLine] = []
    /// The pod that somebody named, by ``SendWay/pod``; nil where none was.
    public var pod: String?
    /// Why Jobs of the service account did what a program in a pod does; nil where none did.
    public var job: JobReason?
    /// The commands that do by hand what was done in the pod, in their order.
    public var byHand: [String] = []
    /// Which cluster they, and other lines for kubectl, go to.
    public var kubectl = KubectlOptions()

    /// Why Jobs are made instead of running programs in a pod that is there.
    public enum JobReason: String, Hashable, Sendable {
        /// Somebody asked for it.
        case requested
        /// The caller may run no programs in pods.
        case execRefused = "exec-refused"
    }

    /// Whether a Job of the service account sent.
    public var isByJob: Bool { job != nil }

    /// A report.
    public init(via: SendWay, sender: String, receiver: String, links: [SendLink] = [], messageID: String? = nil) {
        self.via = via
        self.sender = sender
        self.receiver = receiver
        self.links = links
        self.messageID = messageID
    }

    /// What became of the message, as far as SES said.
    public enum Outcome: String, Hashable, Sendable {
        /// SES took it.
        case sent
        /// SES did not get it, or refused it.
        case notSent = "not-sent"
        /// SES may have taken it: the request went out and no answer says what became of it.
        case unknown
    }

    /// Whether SES took the message; whether it arrived nobody can tell from here.
    public var isOK: Bool { messageID != nil }

    /// What became of the message.
    public var outcome: Outcome {
        isOK ? .sent : broken?.mayHaveHappened == true ? .unknown : .notSent
    }

    /// What a message that SES took has proven, and what it has not, as sentences; empty where it took none.
    public var proven: String {
        guard isOK else { return "" }
        switch via {
        case .chain:
            return "Proven: the role may send as \(sender). Not proven: that a pod gets the token (webhook, image, "
                + "network), and what the application's library passes."
        case .owner: return "Proven: the address. Not proven: the role and both doors."
        case .pod:
            let pod = isByJob ? "that of a Job" : workload?.pod?.name ?? "the pod"
            return "Proven: pods of the service account send as \(sender): \(pod) got role and token and reached SES. "
                + "Not proven: what the application's library passes."
        }
    }

    /// What to look at before another message is sent; for ``Outcome/unknown``.
    public var unknownSentence: String {
        "The message may have been sent: the request went out, and no answer came back. "
            + (receiver == DelegateSending.mailboxSimulator
                ? "It was for Amazon's test mailbox, where nobody can look; one more message there bothers nobody."
                : "Look into the mailbox of \(receiver) before you send again.")
    }

    /// The link that broke.
    public var broken: SendLink? { links.first { !$0.isOK } }

    /// How `send` ends: 0 sent; 3 when the cluster refused the operator its answers, or nobody knows what became of the
    /// message; 77 when it is another account or cluster, 65 when kubeconfig or issuer cannot be right; 69 when nobody
    /// answered, else 1.
    public var exitCode: ExitCode { broken?.problem?.exitCode ?? (isOK ? .success : .failed) }

    /// The members of the document of `send -o json`, schema `sesame/send/v1`; `job` says why Jobs did it, else null.
    public var document: JSONObject {
        let list = links.map { link -> JSONValue in
            let error = link.problem.map { problem in
                ErrorObject.make(code: problem.code, message: problem.message, failure: problem.failure)
            }
            return [
                "name": .string(link.name.rawValue), "ok": .bool(link.isOK),
                "milliseconds": JSONValue(link.milliseconds), "requestId": JSONValue(link.requestID),
                "detail": .string(link.detail), "error": error ?? .null,
            ]
        }
        return [
            "schema": "sesame/send/v1", "via": .string(via.rawValue), "ok": .bool(isOK),
            "outcome": .string(outcome.rawValue), "job": JSONValue(job?.rawValue), "messageId": JSONValue(messageID),
            "links": .array(list),
        ]
    }
}
