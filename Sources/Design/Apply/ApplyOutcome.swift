/// How one resource ended.
public enum ApplyOutcome: String, Hashable, Sendable {
    /// Written, and as wanted now.
    case done
    /// Nothing had to be written.
    case unchanged
    /// Waits for a person.
    case waiting
    /// AWS or Kubernetes refused.
    case failed
    /// The request went out and no answer says whether it was carried out, nor could it be seen afterwards.
    case unknown
    /// Not tried: something it hangs on is not there, or the run was stopped.
    case notTried = "not-tried"
}
