import Design
import Wire

/// How to ask AWS to lift the sandbox; sesame never sends this itself.
enum ProductionAccess {
    static func viewer(_ state: WizardState) -> ViewerOverlay {
        let region = state.form.text(of: .sesRegion).orElse("REGION")
        let account = state.form.text(of: .eksAccount).orElse("the EKS account")
        let profile = state.form.text(of: .eksProfile)
        let command = [
            "aws sesv2 put-account-details --region \(region)\(profile.isEmpty ? "" : " --profile " + ShellQuoting.word(profile)) \\",
            "  --production-access-enabled --mail-type TRANSACTIONAL \\",
            "  --website-url https://www.example.com \\",
            "  --use-case-description \"What you send, to whom, and how people leave the list\"",
        ]
        let lines: [ViewerPage.Line] =
            [
                .init("The sandbox of EKS account \(account) counts, because its pods send.", isBold: true),
                .init("While it is in the sandbox, mail reaches verified addresses only."), .init(""),
                .init("In the console: SES, region \(region), Account dashboard,"),
                .init("Request production access. AWS answers within about a day."), .init(""),
                .init("Or as a command, with your own words:", isBold: true), .init(""),
            ] + command.map { .init($0) }
        return ViewerOverlay(
            pages: [
                ViewerPage(
                    title: "Ask for production access", lines: lines, copyText: command.joined(separator: "\n") + "\n")
            ], says: Says("sesame never sends this request: it is yours to word. c copies the command."))
    }
}
