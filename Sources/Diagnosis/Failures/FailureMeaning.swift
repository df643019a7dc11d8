public import Calls

/// Says what a refused call means in this setup.
public enum FailureMeaning {
    /// The finding for a refused call, nil when the catalogue does not know it.
    ///
    /// Pure: it looks at the refusal and at what was seen, and asks nobody. The catalogue says what the refusal can come
    /// from, the checks which of that is so: a cause that they found is told as they tell it. Where they found none the
    /// catalogue's own words stand, which say what is likely, or that it cannot be told.
    ///
    /// - Parameters:
    ///   - failure: The refused call.
    ///   - context: What is known around it.
    /// - Returns: The finding.
    public static func of(_ failure: CallFailure, context: FailureContext = FailureContext()) -> Finding? {
        let refusal = Refusal(failure, context)
        guard let entry = FailureCatalogue.builtIn.entry(of: refusal) else { return nil }
        return RefusalVerdict(entry, refusal).finding
    }

    /// The catalogue's finding of this code with the context's values, for checks that need no refused call.
    ///
    /// - Parameters:
    ///   - code: The code.
    ///   - failure: The refused call, where its words tell some of the values.
    ///   - context: What is known around it.
    /// - Returns: The finding; nil where the catalogue does not know the code.
    public static func finding(
        _ code: String, of failure: CallFailure? = nil, context: FailureContext = FailureContext()
    ) -> Finding? {
        FailureCatalogue.builtIn[code]?.finding(in: Refusal(failure, context))
    }

    /// What the checks say of the thing that a code of theirs is about; the catalogue's words where they say nothing.
    static func judged(_ code: String, context: FailureContext) -> Finding? {
        FailureCatalogue.builtIn[code].map {
            RefusalVerdict($0, Refusal(nil, context), causes: [Alternative(code)]).finding
        }
    }

    /// What a refusal means by its text alone, for checks, which look at the rest themselves.
    static func told(_ failure: CallFailure, context: FailureContext) -> Finding? {
        let refusal = Refusal(failure, context)
        return FailureCatalogue.builtIn.entry(of: refusal)?.finding(in: refusal)
    }

    /// The checks whose answers tell what a refused call means; none for one that the catalogue does not know.
    public static func checks(_ failure: CallFailure, context: FailureContext) -> [Check] {
        let refusal = Refusal(failure, context)
        guard let entry = FailureCatalogue.builtIn.entry(of: refusal) else { return [] }
        let causes = entry.causes.filter { $0.facts.fit(refusal) }
        let names = Set(causes.flatMap { $0.right + $0.unread } + causes.compactMap { Checks.cause($0.code)?.name })
        return Checks.all.filter { names.contains($0.name) }
    }
}
