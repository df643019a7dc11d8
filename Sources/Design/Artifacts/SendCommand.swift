public import Calls
import Identifiers
import Wire

/// The guide's send: one message as the sender, as a call and as a shell script to be run inside the pod.
public enum SendCommand {
    /// The subject when nobody gave one.
    public static let defaultSubject = "Test message from sesame"
    /// The body of the script's message when nobody gave one: it runs in a pod.
    public static let defaultBody =
        "This message was sent from a pod in one AWS account as an address of another one, without access keys."

    /// The body of a message that sesame sends itself when nobody gave one: what it tells is true of the way.
    public static func defaultBody(_ way: SendWay) -> String {
        switch way {
        case .chain:
            "This message was sent by sesame, with the role of a service account in one AWS account, as an address of "
                + "another one."
        case .owner: "This message was sent by sesame, with credentials of the account that owns the sender's identity."
        case .pod: defaultBody
        }
    }

    /// The call.
    ///
    /// - Parameters:
    ///   - design: Who sends, as whom, to whom, through which region.
    ///   - side: Whose credentials send: those of the role in the EKS account, or the identity's owner's.
    ///   - receiver: The receiver; nil for the design's own.
    ///   - subject: Any text.
    ///   - body: Any text.
    ///   - sourceARN: The ARN of the identity that allows the send; nil where it is the caller's own.
    /// - Returns: SendEmail of SES's API of 2010.
    public static func call(
        _ design: DelegateSending, _ side: Side = .eks, receiver: String? = nil, subject: String = defaultSubject,
        body: String = defaultBody, sourceARN: String?
    ) -> Call {
        func content(_ text: String) -> JSONValue { ["Data": .string(text), "Charset": "utf-8"] }
        var input: JSONObject = [
            "Source": .string(design.sender.text),
            "Destination": ["ToAddresses": [.string(receiver ?? design.testReceiver)]],
            "Message": ["Subject": content(subject), "Body": ["Text": content(body)]],
        ]
        if let sourceARN { input["SourceArn"] = .string(sourceARN) }
        // The set is one of the account that the role is in.
        if side == .eks, let set = design.configurationSet { input["ConfigurationSetName"] = .string(set.text) }
        return Call(.sendEmail, side, in: design.sesRegion, input)
    }

    /// The words of the send as a program in the pod gets them: the guide's command, its structures as JSON.
    ///
    /// - Parameters:
    ///   - design: Who sends, as whom, to whom, through which region.
    ///   - options: The receiver and the text.
    /// - Returns: Program and arguments, for which no shell is needed.
    public static func words(_ design: DelegateSending, _ options: SendOptions) -> [String] {
        let call = call(
            design, receiver: options.receiver(design), subject: options.subject,
            body: options.body ?? defaultBody(.pod), sourceARN: design.identityARN.text)
        return CommandLine(call).words
    }

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
        let call = call(
            design, receiver: receiver, subject: subject, body: body, sourceARN: design.identityARN.text)
        let words = CommandLine(call).words.map { $0.hasPrefix("--") ? $0 : ShellQuoting.quoted($0) }
        // One option a line, the region first; every option of this command has one value.
        let options = stride(from: 3, to: words.count - 1, by: 2).map { "\(words[$0]) \(words[$0 + 1])" }
        let ordered = options.filter { $0.hasPrefix("--region ") } + options.filter { !$0.hasPrefix("--region ") }
        return """
            #!/bin/sh
            # Sends one test message as \(design.sender.text) through SES of account \(design.sesAccount.text).
            # To be run where the role's credentials are, for example in the pod \(DelegateSending.workloadName).
            set -eu
            exec aws ses send-email \\
              \(ordered.joined(separator: " \\\n  "))

            """
    }
}
