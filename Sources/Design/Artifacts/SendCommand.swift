import Identifiers
import Wire

/// The guide's send as a shell script to be run inside the pod.
///
/// Destination and message are JSON in single quotes: the CLI's shorthand breaks at commas and braces.
public enum SendCommand {
    /// The subject when nobody gave one.
    public static let defaultSubject = "Test message from sesame"
    /// The body when nobody gave one.
    public static let defaultBody =
        "This message was sent from a pod in one AWS account as an address of another one, without access keys."

    /// The script, ending with a newline.
    ///
    /// - Parameters:
    ///   - design: Who sends, as whom, to whom, through which region.
    ///   - receiver: The receiver; nil for the design's own.
    ///   - subject: Any text.
    ///   - body: Any text.
    /// - Returns: A POSIX shell script.
    public static func script(
        _ design: DelegateSending, receiver: String? = nil, subject: String = defaultSubject,
        body: String = defaultBody
    ) -> String {
        let destination: JSONValue = ["ToAddresses": [.string(receiver ?? design.testReceiver)]]
        let message: JSONValue = [
            "Subject": ["Data": .string(subject), "Charset": "utf-8"],
            "Body": ["Text": ["Data": .string(body), "Charset": "utf-8"]],
        ]
        return """
            #!/bin/sh
            # Sends one test message as \(design.sender.text) through SES of account \(design.sesAccount.text).
            # To be run where the role's credentials are, for example in the pod \(DelegateSending.workloadName).
            set -eu
            exec aws ses send-email \\
              --region \(ShellQuoting.quoted(design.sesRegion.text)) \\
              --from \(ShellQuoting.quoted(design.sender.text)) \\
              --source-arn \(ShellQuoting.quoted(design.identityARN.text)) \\
              --destination \(ShellQuoting.quoted(destination.serialized(.compact))) \\
              --message \(ShellQuoting.quoted(message.serialized(.compact)))

            """
    }
}
