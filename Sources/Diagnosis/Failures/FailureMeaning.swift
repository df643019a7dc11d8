public import Calls

/// Says what a refused call means in this setup.
public enum FailureMeaning {
    /// The finding for a refused call, nil when the catalogue does not know it.
    ///
    /// Pure: it looks at the refusal and at what was seen before, and asks nobody. Without observations the answer is
    /// the likelier cause, and says that it is.
    public static func of(_ failure: CallFailure, context: FailureContext = FailureContext()) -> Finding? {
        let scene = FailureScene(failure, context)
        guard let entry = FailureCatalogue.builtIn.entries.first(where: { $0.match?.fits(scene) ?? false }) else {
            return nil
        }
        return RefusedDoor.finding(entry, scene) ?? entry.finding(in: scene)
    }

    /// The catalogue's finding of this code with the context's values, for checks that need no refused call.
    public static func finding(_ code: String, context: FailureContext = FailureContext()) -> Finding? {
        let scene = FailureScene(nil, context)
        return FailureCatalogue.builtIn.entries.first { $0.code == code }?.finding(in: scene)
    }
}
