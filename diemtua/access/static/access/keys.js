// Security keys: offered only where the browser can speak with one; a failure is said in words.
(() => {
  "use strict";
  if (window.PublicKeyCredential) document.querySelectorAll("[data-needs-key]").forEach((form) => { form.hidden = false; });
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const place = document.getElementById("messages");
    const note = document.createElement("div");
    note.className = "notice soon";
    note.setAttribute("role", "alert");
    note.textContent = event.detail.exception?.name === "NotAllowedError" ? "Chưa xác nhận được khóa bảo mật: đã bấm hủy hoặc hết thời gian chờ. Có thể thử lại." : "Máy hoặc trình duyệt này chưa dùng được khóa bảo mật ở địa chỉ này. Có thể dùng cách khác.";
    place.replaceChildren(note);
  });
})();
