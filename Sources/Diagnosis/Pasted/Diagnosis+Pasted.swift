public import Calls
import Design
import Identifiers

extension Diagnosis {
    /// The same diagnosis, its evidence marked as pasted where all answers that may have shown it were.
    ///
    /// - Parameter seen: What was read, and what was pasted between.
    /// - Returns: The diagnosis.
    func markingPasted(_ seen: Observations) -> Diagnosis {
        guard seen.contains(where: \.isPasted) else { return self }
        let answers = seen.calls.compactMap { call in seen[call].map { (call: call, isPasted: $0.isPasted) } }
        return resting(on: .pasted) { evidence in
            let shown = answers.filter { evidence.mayRest(on: $0.call, of: subject) }
            return !shown.isEmpty && shown.allSatisfy(\.isPasted)
        }
    }
}

extension Answer {
    /// Whether a person pasted it, so that nothing proves whose account it is of.
    public var isPasted: Bool { caller == PastedAnswer.caller }
}

extension Finding.Evidence {
    /// Whether the answer to a call may have shown it: the same operation, and the same account where both say one.
    fileprivate func mayRest(on call: Call, of subject: Subject) -> Bool {
        if call.operation.service == .kubernetes {
            guard self.call.hasPrefix("kubernetes "), let kind = call.kind else { return false }
            return self.call.hasSuffix(" \(kind.name)") || self.call.hasSuffix(" \(kind.rawValue)")
        }
        guard self.call.split(separator: " ").last.map(String.init) == call.operation.name else { return false }
        let owner = call.side == .ses ? subject.answers.sesAccount : subject.answers.eksAccount
        return account == nil || owner == nil || account == owner?.text
    }
}
