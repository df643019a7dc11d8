import Calls
import Identifiers

extension DelegateSending {
    /// What a send by Jobs makes in the cluster, as sentences to be read before somebody says yes.
    public var jobNotice: [String] {
        [
            "Makes 2 Jobs in namespace \(namespace.text) of \(place(of: .kubernetes)), one after the other.",
            "Each runs the AWS CLI once, as service account \(serviceAccount.text), in the image \(image).",
            "The first asks who its pod is; the second sends, if the pod is the role.",
            "Each is deleted when it has ended; the deployment is neither needed nor touched.",
        ]
    }
}
