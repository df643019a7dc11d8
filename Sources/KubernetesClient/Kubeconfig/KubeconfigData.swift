/// A certificate or key that a kubeconfig names by file or carries itself.
public enum KubeconfigData: Hashable, Sendable {
    /// The path of a PEM file.
    case file(KubeconfigText)
    /// Base64 of PEM.
    case inline(KubeconfigText)
}
