import Calls

/// The same message by two ways, from here and from a pod, where they ended differently.
///
/// What the chain proves is role and doors; what is left is what only the pod has.
public struct SendComparison: Hashable, Sendable {
    /// What only the pod has.
    public enum Suspect: String, Hashable, Sendable, CaseIterable {
        case webhook, image, network, library
    }

    /// What is to be thought of a suspect.
    public enum Verdict: Hashable, Sendable {
        /// It is seen to be right.
        case cleared
        /// It is seen to be wrong.
        case blamed
        /// Nothing was tried that needs it.
        case notReached
    }

    /// How one step ended by one way.
    public struct Cell: Hashable, Sendable {
        /// Whether it held; nil where it was not reached.
        public let isOK: Bool?
        /// What there is to say.
        public let words: String
    }

    /// One step by both ways.
    public struct Row: Hashable, Sendable {
        /// The step.
        public let title: String
        /// From here.
        public let chain: Cell
        /// From the pod.
        public let pod: Cell
    }

    /// What came of it from here.
    public let chain: SendReport
    /// What came of it from the pod.
    public let pod: SendReport
    /// When it was sent from here, on the clock of whoever reads it; nil where that was just now.
    public let time: String?
    /// Whether sesame has changed something since that the message from here went by.
    public let isBeforeChange: Bool

    /// Compares; nil where both went out, where both broke, or where no pod started that could have sent.
    ///
    /// - Parameters:
    ///   - chain: From here.
    ///   - pod: From the pod.
    ///   - time: When it was sent from here, as it follows "at"; nil where that was just now.
    ///   - isBeforeChange: Whether sesame has changed something since that the message from here went by; what was
    ///     refused before that says nothing.
    public init?(chain: SendReport, pod: SendReport, at time: String? = nil, isBeforeChange: Bool = false) {
        guard chain.isOK || !isBeforeChange else { return nil }
        guard chain.via == .chain, pod.via == .pod, chain.isOK != pod.isOK, chain.outcome != .unknown,
            pod.outcome != .unknown, pod.broken?.name != .workload || pod.workload?.fault.map(Self.isOfImage) == true
        else { return nil }
        self.chain = chain
        self.pod = pod
        self.time = time
        self.isBeforeChange = isBeforeChange
    }

    /// Whether a pod did not start for what is in it; any other reason says nothing of the message's way.
    private static func isOfImage(_ fault: WorkloadFault) -> Bool { fault.kind == .image || fault.kind == .crash }

    /// The four steps that both ways have.
    public var rows: [Row] {
        let token = pod.workload?.rows.first { $0.part == .token }
        let isTokenRight = token.flatMap { $0.state == .waiting ? nil : $0.state == .right }
        let name = Cell(isOK: isTokenRight, words: isTokenRight == true ? "AWS_ROLE_ARN" : token?.subject ?? "")
        let file = Cell(isOK: isTokenRight, words: isTokenRight == true ? "file, aud is right" : "none")
        return [
            Row(title: "the role is named", chain: cell(chain, .annotation), pod: name),
            Row(title: "a token", chain: cell(chain, .token), pod: file),
            Row(title: "key desk gives the role", chain: cell(chain, .assumeRole), pod: cell(pod, .caller)),
            Row(title: "SES takes the message", chain: cell(chain, .send), pod: cell(pod, .send)),
        ]
    }

    private func cell(_ report: SendReport, _ name: SendLinkName) -> Cell {
        guard let link = report.links.first(where: { $0.name == name }) else {
            return Cell(isOK: nil, words: "not reached")
        }
        if link.isOK { return Cell(isOK: true, words: name == .annotation ? "annotation" : "\(link.milliseconds) ms") }
        let isSilent = ["NoRouteToSTS", "NoRouteToSES"].contains(link.code)
        return Cell(
            isOK: false,
            words: isSilent ? "no answer in \((link.milliseconds + 999) / 1000) s" : link.code ?? "did not hold")
    }

    /// What is to be thought of each suspect; all cleared where the pod sent.
    public var verdicts: [(suspect: Suspect, verdict: Verdict)] {
        Suspect.allCases.map { ($0, verdict($0)) }
    }

    private func verdict(_ suspect: Suspect) -> Verdict {
        if pod.isOK { return .cleared }
        let state = { (part: WorkloadRow.Part) in pod.workload?.rows.first { $0.part == part }?.state }
        let code = pod.broken?.code
        let isTokenRight = state(.token) == .right
        // An answer of STS to the pod itself: it is the role, or was refused by AWS.
        let asked = pod.links.first { $0.name == .caller }
        let reachedSTS = asked?.isOK == true
        switch suspect {
        case .webhook:
            guard let state = state(.token), state != .waiting else { return .notReached }
            return state == .right ? .cleared : .blamed
        case .image:
            if state(.image) == .wrong || state(.container) == .wrong || code == "NoProgram" { return .blamed }
            return asked == nil || asked?.code == "Forbidden" ? .notReached : .cleared
        case .network:
            if code == "NoRouteToSTS" || code == "NoRouteToSES" { return .blamed }
            return reachedSTS && pod.broken?.problem?.failure?.service == "ses" ? .cleared : .notReached
        case .library:
            if isTokenRight, ["NoCredentials", "UnreadableToken", "NodeRole", "OtherRole"].contains(code ?? "") {
                return .blamed
            }
            return reachedSTS ? .cleared : .notReached
        }
    }

    /// What is no longer certain of the message from here, as a sentence; nil where nothing was changed since.
    public var doubt: String? {
        isBeforeChange ? "sesame changed something since, so role and doors may be others now." : nil
    }

    /// What both together say, as sentences.
    public var sentences: [String] {
        if pod.isOK {
            let link = chain.broken
            let why =
                link?.problem?.failure?.kind == .denied || link?.code == "Forbidden"
                ? "You lack a right that pods do not need: \(link?.name.rawValue ?? "") was refused here."
                : "What broke here (\(link?.name.rawValue ?? "")) is not in the pods' way."
            return ["\(why) The setup works: the pod has just sent."]
        }
        func words(_ wanted: Verdict) -> String? {
            let names = verdicts.filter { $0.verdict == wanted }.map(\.suspect.rawValue)
            return names.isEmpty ? nil : names.joined(separator: ", ")
        }
        var parts = [words(.blamed).map { "Left to blame: \($0)." } ?? "Left to blame: nothing that only a pod has."]
        if let cleared = words(.cleared) { parts.append("Cleared: \(cleared).") }
        if let open = words(.notReached) { parts.append("Not reached: \(open).") }
        let time = chain.links.last.map { " in \($0.milliseconds) ms" } ?? ""
        let moment = self.time.map { " at \($0)" } ?? ""
        var first = "From here the same message was taken\(moment)\(time)."
        if let doubt { first += " \(doubt)" }
        return [first, parts.joined(separator: " ")]
    }
}
